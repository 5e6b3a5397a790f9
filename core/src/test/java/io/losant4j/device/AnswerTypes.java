package io.losant4j.device;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the actions of all rooms answer: every record that stands in what an action
 * returns. An action that is added is found by itself.
 */
final class AnswerTypes {

	private static final String ACTIONS = "Actions.class";

	/** The one answer that the door of its room does not show. */
	private static final Class<?> LAST_VALUES = named(Path.of("io", "losant4j", "data", "LastValueData.class"));

	private AnswerTypes() {
	}

	static Stream<Class<?>> all() {
		return Stream.concat(Stream.of(LAST_VALUES), inWhatActionsReturn())
			.distinct()
			.sorted(Comparator.comparing(Class::getSimpleName));
	}

	private static Stream<Class<?>> inWhatActionsReturn() {
		return actions().stream()
			.flatMap((actions) -> Arrays.stream(actions.getMethods()))
			.map(Method::getGenericReturnType)
			.<Class<?>>flatMap(AnswerTypes::records);
	}

	/** All interfaces of actions, of every room. */
	static List<Class<?>> actions() {
		try (Stream<Path> files = Files.walk(classes())) {
			return files.filter((file) -> file.getFileName().toString().endsWith(ACTIONS))
				.<Class<?>>map((file) -> named(classes().relativize(file)))
				.filter(Class::isInterface)
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Path classes() {
		try {
			return Path.of(DeviceActions.class.getProtectionDomain().getCodeSource().getLocation().toURI());
		}
		catch (URISyntaxException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static Class<?> named(Path file) {
		try {
			return Class
				.forName(file.toString().replace(".class", "").replace(file.getFileSystem().getSeparator(), "."));
		}
		catch (ClassNotFoundException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static Stream<Class<?>> records(Type type) {
		if (type instanceof ParameterizedType generic) {
			return Arrays.stream(generic.getActualTypeArguments()).flatMap(AnswerTypes::records);
		}
		return (type instanceof Class<?> plain && plain.isRecord()) ? Stream.of(plain) : Stream.empty();
	}

}
