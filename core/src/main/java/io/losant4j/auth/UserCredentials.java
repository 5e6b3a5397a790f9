package io.losant4j.auth;

import java.util.Map;
import java.util.regex.Pattern;

import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * What a user logs in with. Immutable: each method returns a changed copy. Only what was
 * set is sent, and {@code toString} shows nothing of it.
 *
 * @see AuthActions#authenticateUser
 */
public final class UserCredentials implements Credentials {

	private static final Pattern EMAIL = Pattern.compile("[^\\s@]+@[^\\s@]+");

	private static final String TWO_FACTOR_CODE = "twoFactorCode";

	private final Map<String, Object> fields;

	private UserCredentials(Map<String, Object> fields) {
		this.fields = fields;
	}

	/**
	 * A user with a password.
	 * @param email the user's e-mail address, at most 1,024 characters
	 * @param password the password, 8 to 2,048 characters
	 * @return the credentials
	 * @throws IllegalArgumentException if the address or the password is refused
	 */
	public static UserCredentials of(String email, String password) {
		LoginFields.require(EMAIL.matcher(email).matches() && email.length() <= 1_024, "email",
				"must be an e-mail address of at most 1024 characters", email);
		return new UserCredentials(Map.of()).with("email", email)
			.with("password", LoginFields.length("password", password, 8, 2_048));
	}

	/**
	 * Adds the code of the user's second factor.
	 * @param code the code, at most 2,048 characters; good for one login only
	 * @return a changed copy
	 * @throws IllegalArgumentException if the code is empty or too long
	 */
	public UserCredentials twoFactorCode(String code) {
		return with(TWO_FACTOR_CODE, LoginFields.length(TWO_FACTOR_CODE, code, 1, 2_048));
	}

	/**
	 * Whether there is the code of a second factor.
	 * @return {@code true} where the credentials are good for one login only
	 */
	public boolean hasTwoFactorCode() {
		return this.fields.containsKey(TWO_FACTOR_CODE);
	}

	/**
	 * Limits the life of the token.
	 * @param ttl the time to live, in a unit that Losant does not document
	 * @return a changed copy
	 * @throws IllegalArgumentException if the time is negative
	 */
	public UserCredentials tokenTtl(long ttl) {
		return with("tokenTTL", LoginFields.tokenTtl(ttl));
	}

	/**
	 * Asks for a token that is good for less than everything the user may do
	 * ({@code all.User}, which Losant grants unless asked otherwise).
	 * @param scopes names of scopes such as {@code all.User.read} or {@code devices.get},
	 * at least one, none of them twice
	 * @return a changed copy
	 * @throws IllegalArgumentException if there is no scope, or one is empty or repeated
	 */
	public UserCredentials requestedScopes(String... scopes) {
		return with("requestedScopes", LoginFields.scopes(scopes));
	}

	private UserCredentials with(String name, Object value) {
		return new UserCredentials(LoginFields.with(this.fields, name, value));
	}

	@JsonValue
	Map<String, Object> fields() {
		return this.fields;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof UserCredentials that && this.fields.equals(that.fields);
	}

	@Override
	public int hashCode() {
		return this.fields.hashCode();
	}

	@Override
	public String toString() {
		return "UserCredentials[hidden]";
	}

}
