package io.losant4j.auth;

/**
 * A fixed access token.
 */
record AccessToken(String token) implements Credentials {

	AccessToken {
		check(token);
	}

	static String check(String token) {
		if (token.isBlank()) {
			throw new IllegalArgumentException("accessToken must not be empty");
		}
		// A character outside of this range could end the header and begin another.
		if (!token.chars().allMatch((c) -> c > 0x20 && c < 0x7f)) {
			throw new IllegalArgumentException("accessToken must consist of visible ASCII characters, without spaces");
		}
		return token;
	}

	@Override
	public String toString() {
		return "AccessToken[hidden]";
	}

}
