package io.losant4j.auth;

import org.jspecify.annotations.Nullable;

/**
 * A user that has logged in. What an answer does not carry is {@code null}. When the
 * token expires is not told. {@code toString} never shows the token.
 *
 * @param userId the id of the user
 * @param token the token; a secret
 * @param needsToVerifyEmail whether the user has yet to confirm the e-mail address
 * @param orgId the id of the organization that the user belongs to
 */
public record AuthedUser(@Nullable String userId, @Nullable String token, @Nullable Boolean needsToVerifyEmail,
		@Nullable String orgId) {

	@Override
	public String toString() {
		return "AuthedUser[userId=" + this.userId + ", hidden]";
	}

}
