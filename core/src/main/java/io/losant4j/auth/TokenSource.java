package io.losant4j.auth;

import reactor.core.publisher.Mono;

/**
 * An access token that is asked for when one is needed.
 */
record TokenSource(Mono<String> tokens) implements Credentials {

	@Override
	public String toString() {
		return "TokenSource[hidden]";
	}

}
