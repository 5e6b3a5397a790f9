package io.losant4j.auth;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.OptionalLong;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A token of a {@link TokenSession}. Public for the {@code http} room, not for users of
 * this library.
 */
public final class Token {

	private static final Duration MARGIN = Duration.ofMinutes(1);

	private static final Duration FOR_EVER = Duration.ofDays(36_500);

	private final String value;

	private final Instant end;

	private volatile Instant renewal;

	private volatile boolean refused;

	private Token(String value, Instant end, Instant renewal) {
		this.value = value;
		this.end = end;
		this.renewal = renewal;
	}

	static Token of(String value, Instant now) {
		Duration life = life(value, now);
		Duration tenth = life.dividedBy(10);
		Instant end = now.plus(life);
		return new Token(value, end, end.minus((tenth.compareTo(MARGIN) < 0) ? tenth : MARGIN));
	}

	/**
	 * What stands in the header.
	 * @return the token; a secret
	 */
	public String value() {
		return this.value;
	}

	/**
	 * Tells that Losant has refused this token, with status 401.
	 */
	public void refuse() {
		this.refused = true;
	}

	boolean isGood(Instant now) {
		return !this.refused && now.isBefore(this.renewal);
	}

	/**
	 * There was no other: this token is to be used for half of what is left of its life.
	 * @return whether it can be used
	 */
	boolean postpone(Instant now) {
		this.renewal = now.plus(Duration.between(now, this.end).dividedBy(2));
		return isGood(now);
	}

	/**
	 * How long the token lives. Where a clock is so wrong that a new token looks expired,
	 * its expiry is not believed: Losant's 401 will tell.
	 */
	private static Duration life(String token, Instant now) {
		String claims = claims(token);
		OptionalLong expiry = claim("exp", claims);
		if (expiry.isEmpty()) {
			return FOR_EVER;
		}
		long from = claim("iat", claims).orElse(now.getEpochSecond());
		long byClock = expiry.getAsLong() - now.getEpochSecond();
		long life = (byClock > 0) ? byClock : expiry.getAsLong() - from;
		if (life <= 0 || life > FOR_EVER.toSeconds()) {
			return FOR_EVER;
		}
		return Duration.ofSeconds(life);
	}

	/** The claims of a JSON Web Token, or nothing where it is none. */
	private static String claims(String token) {
		String[] parts = token.split("\\.", -1);
		try {
			return (parts.length == 3) ? new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8)
					: "";
		}
		catch (IllegalArgumentException ex) {
			return "";
		}
	}

	private static OptionalLong claim(String name, String claims) {
		return Pattern.compile("\"" + name + "\"\\s*:\\s*(\\d{1,15})\\b")
			.matcher(claims)
			.results()
			.map((MatchResult found) -> found.group(1))
			.mapToLong(Long::parseLong)
			.findFirst();
	}

	@Override
	public String toString() {
		return "Token[hidden]";
	}

}
