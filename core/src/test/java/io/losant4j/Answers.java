package io.losant4j;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import io.losant4j.auth.Credentials;
import io.losant4j.http.HttpOptions;
import io.losant4j.http.LosantHttp;
import io.losant4j.http.RetryPolicy;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;

import org.springframework.web.reactive.function.client.WebClient;

/**
 * Reads answers as the client does, and as strictly as only a test may.
 */
public final class Answers {

	private static final LosantHttp HTTP = LosantHttp.create("https://api.losant.com", Credentials.accessToken("token"),
			HttpOptions.defaults(), RetryPolicy.defaults(), WebClient.builder());

	private Answers() {
	}

	/** As in production: an unknown field is ignored. */
	public static <T> T read(Class<T> type, String json) {
		return type.cast(HTTP.reader(type).readValue(json));
	}

	/** The answer with every field of its schema; an unknown field fails. */
	public static <T> T readStrictly(Class<T> type) {
		return type.cast(HTTP.reader(type)
			.with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
			.readValue(MockLosant.answer(type.getSimpleName())));
	}

	/** Names of the components, at any depth, that the answer left empty. */
	public static List<String> absent(Object answer) {
		return absent(answer.getClass().getSimpleName(), answer);
	}

	private static List<String> absent(String path, @Nullable Object value) {
		List<String> absent = new ArrayList<>();
		if (value == null || (value instanceof Collection<?> c && c.isEmpty())
				|| (value instanceof Map<?, ?> m && m.isEmpty())) {
			absent.add(path);
		}
		else if (value instanceof Collection<?> items) {
			items.forEach((item) -> absent.addAll(absent(path + "[]", item)));
		}
		else if (value instanceof Map<?, ?> entries) {
			entries.forEach((key, item) -> absent.addAll(absent(path + "[" + key + "]", item)));
		}
		else if (value instanceof Record) {
			for (RecordComponent component : value.getClass().getRecordComponents()) {
				absent.addAll(absent(path + "." + component.getName(), get(component, value)));
			}
		}
		return absent;
	}

	private static @Nullable Object get(RecordComponent component, Object value) {
		try {
			component.getAccessor().setAccessible(true);
			return component.getAccessor().invoke(value);
		}
		catch (IllegalAccessException | InvocationTargetException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
