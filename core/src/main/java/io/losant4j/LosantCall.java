package io.losant4j;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

import io.losant4j.http.LosantHttp;
import io.losant4j.http.PathTemplate;
import io.losant4j.http.RestRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpMethod;

/**
 * Any action of Losant's API that has no method of its own here. Immutable: each method
 * returns a changed copy. What was given is checked at once, and nothing of it is shown
 * by {@code toString} but the action and the template.
 *
 * <pre class="code">
 * LosantCall&lt;EventPage&gt; events = LosantCall.get("/applications/{applicationId}/events", EventPage.class)
 *     .named("events.get")
 *     .variable("applicationId", "575ec8687ae143cd83dc4a97")
 *     .query("perPage", 100);
 * Mono&lt;EventPage&gt; page = losant.call(events);
 * </pre>
 *
 * The answer may be read as any type that Jackson reads, such as a record; fields that it
 * does not have are ignored. As {@link String} it is the JSON text itself, and as
 * {@link Void} it is ignored.
 *
 * @param <T> the type of the answer, or of an element where the answer is an array
 * @see LosantClient#call
 * @see LosantClient#callMany
 * @see <a href="https://docs.losant.com/rest-api/overview/">Losant: REST API</a>
 */
public final class LosantCall<T> {

	private static final Pattern ACTION = Pattern.compile("[0-9A-Za-z_-]+(\\.[0-9A-Za-z_-]+)*");

	private static final Set<String> SET_BY_THE_CLIENT = Set.of("_actions", "_links", "_embedded");

	private static final Set<HttpMethod> WITHOUT_BODY = Set.of(HttpMethod.GET, HttpMethod.DELETE);

	private final HttpMethod method;

	private final PathTemplate template;

	private final Class<T> answer;

	private final String action;

	private final Map<String, String> variables;

	private final Map<String, Object> query;

	private final @Nullable Object body;

	private final @Nullable Boolean repeatable;

	private LosantCall(HttpMethod method, PathTemplate template, Class<T> answer, String action,
			Map<String, String> variables, Map<String, Object> query, @Nullable Object body,
			@Nullable Boolean repeatable) {
		this.method = method;
		this.template = template;
		this.answer = answer;
		this.action = action;
		this.variables = variables;
		this.query = query;
		this.body = body;
		this.repeatable = repeatable;
	}

	/**
	 * Begins a GET.
	 * @param <T> the type of the answer, or of an element of it
	 * @param template the path as on Losant's page, each variable in braces
	 * @param answer the type of the answer, or of an element of it
	 * @return the call
	 * @throws IllegalArgumentException if the template is not a path
	 */
	public static <T> LosantCall<T> get(String template, Class<T> answer) {
		return begin(HttpMethod.GET, template, answer);
	}

	/**
	 * Begins a POST.
	 * @param <T> the type of the answer, or of an element of it
	 * @param template the path as on Losant's page, each variable in braces
	 * @param answer the type of the answer, or of an element of it
	 * @return the call
	 * @throws IllegalArgumentException if the template is not a path
	 */
	public static <T> LosantCall<T> post(String template, Class<T> answer) {
		return begin(HttpMethod.POST, template, answer);
	}

	/**
	 * Begins a PATCH.
	 * @param <T> the type of the answer, or of an element of it
	 * @param template the path as on Losant's page, each variable in braces
	 * @param answer the type of the answer, or of an element of it
	 * @return the call
	 * @throws IllegalArgumentException if the template is not a path
	 */
	public static <T> LosantCall<T> patch(String template, Class<T> answer) {
		return begin(HttpMethod.PATCH, template, answer);
	}

	/**
	 * Begins a DELETE.
	 * @param <T> the type of the answer, or of an element of it
	 * @param template the path as on Losant's page, each variable in braces
	 * @param answer the type of the answer, or of an element of it
	 * @return the call
	 * @throws IllegalArgumentException if the template is not a path
	 */
	public static <T> LosantCall<T> delete(String template, Class<T> answer) {
		return begin(HttpMethod.DELETE, template, answer);
	}

	private static <T> LosantCall<T> begin(HttpMethod method, String template, Class<T> answer) {
		return new LosantCall<>(method, PathTemplate.of(template), answer, "call", Map.of(), Map.of(), null, null);
	}

	/**
	 * Names the action, for errors and metrics; {@code call} unless set.
	 * @param name Losant's name of the action, such as {@code events.get}
	 * @return a changed copy
	 * @throws IllegalArgumentException if the name is not words of letters, digits,
	 * {@code _} and {@code -} with dots between
	 */
	public LosantCall<T> named(String name) {
		if (!ACTION.matcher(name).matches()) {
			throw new IllegalArgumentException("name must be an action such as events.get, was '" + name + "'");
		}
		return new LosantCall<>(this.method, this.template, this.answer, name, this.variables, this.query, this.body,
				this.repeatable);
	}

	/**
	 * Sets a variable of the template. All of them must be set before the call is made.
	 * @param name the variable
	 * @param value its value: 24 hexadecimal characters where the variable is
	 * {@code applicationId} or {@code deviceId}, else anything that cannot lead to
	 * another path; it is percent-encoded
	 * @return a changed copy
	 * @throws IllegalArgumentException if the template has no such variable, or the value
	 * is refused
	 */
	public LosantCall<T> variable(String name, String value) {
		return new LosantCall<>(this.method, this.template, this.answer, this.action,
				CallValues.with(this.variables, name, this.template.check(name, value)), this.query, this.body,
				this.repeatable);
	}

	/**
	 * Sets a query parameter. Lists and maps travel in Losant's bracket notation, as in
	 * {@code tagFilter[0][key]=site}.
	 * @param name the parameter
	 * @param value a text, a number or a boolean, or a collection or map of these
	 * @return a changed copy
	 * @throws IllegalArgumentException if the value is something else, or the parameter
	 * is one that the client sets itself
	 */
	public LosantCall<T> query(String name, Object value) {
		CallValues.requireText(name, value);
		return withQuery(name, CallValues.frozen(value));
	}

	/**
	 * Sets a query parameter that travels as JSON text, as {@code query} does.
	 * @param name the parameter
	 * @param value anything that can be written as JSON, such as a map or a
	 * {@link io.losant4j.device.DeviceQuery}
	 * @return a changed copy
	 * @throws IllegalArgumentException if the parameter is one that the client sets
	 * itself
	 */
	public LosantCall<T> queryJson(String name, Object value) {
		return withQuery(name, new Json(CallValues.frozen(value)));
	}

	private LosantCall<T> withQuery(String name, Object value) {
		if (name.isBlank() || SET_BY_THE_CLIENT.contains(name)) {
			throw new IllegalArgumentException(
					"query parameter must have a name, other than those that the client sets, was '" + name + "'");
		}
		return new LosantCall<>(this.method, this.template, this.answer, this.action, this.variables,
				CallValues.with(this.query, name, value), this.body, this.repeatable);
	}

	/**
	 * Sets the body.
	 * @param value anything that Jackson can write, such as a map, a record or a text,
	 * which is sent as a JSON string; it is written anew for each subscription. Fields of
	 * a record that are {@code null} are left out, entries of a map are not, and an
	 * {@code Instant} is written in milliseconds
	 * @return a changed copy
	 * @throws IllegalArgumentException if the call is a GET or a DELETE
	 */
	public LosantCall<T> body(Object value) {
		if (WITHOUT_BODY.contains(this.method)) {
			throw new IllegalArgumentException("body must go with a POST or a PATCH, was with a " + this.method);
		}
		return new LosantCall<>(this.method, this.template, this.answer, this.action, this.variables, this.query,
				CallValues.frozen(value), this.repeatable);
	}

	/**
	 * Tells whether it does no harm when Losant processes the call twice, so that it may
	 * be made again when nobody knows whether it was processed. Unless told, a GET, a
	 * PATCH and a DELETE may and a POST may not: a POST that only reads may be declared
	 * harmless, and a PATCH whose repetition does more than the first one may not. A call
	 * that surely was not processed is made again in any case.
	 * @param harmless whether it does no harm
	 * @return a changed copy
	 * @see io.losant4j.http.RetryPolicy
	 */
	public LosantCall<T> repeatable(boolean harmless) {
		return new LosantCall<>(this.method, this.template, this.answer, this.action, this.variables, this.query,
				this.body, harmless);
	}

	/** The request of this call, whose variables must all be set. */
	RestRequest request(LosantHttp http) {
		RestRequest request = http.resource(this.template, this.variables).request(this.method, this.action, "");
		this.query.forEach((name, value) -> {
			if (value instanceof Json json) {
				request.queryJson(name, json.value());
			}
			else {
				request.query(name, value);
			}
		});
		if (this.repeatable != null) {
			request.repeatable(this.repeatable);
		}
		return (this.body != null) ? request.body(this.body) : request;
	}

	Class<T> answer() {
		return this.answer;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof LosantCall<?> that && this.method.equals(that.method)
				&& this.template.equals(that.template) && this.answer.equals(that.answer)
				&& this.action.equals(that.action) && this.variables.equals(that.variables)
				&& this.query.equals(that.query) && Objects.equals(this.body, that.body)
				&& Objects.equals(this.repeatable, that.repeatable);
	}

	@Override
	public int hashCode() {
		return Objects.hash(this.method, this.template, this.answer, this.action, this.variables, this.query, this.body,
				this.repeatable);
	}

	@Override
	public String toString() {
		return "LosantCall[" + this.action + " " + this.method + " " + this.template + "]";
	}

	private record Json(Object value) {
	}

}
