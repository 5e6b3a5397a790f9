package io.losant4j.spring.boot;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.losant4j.auth.AuthActions;
import io.losant4j.data.DataActions;
import io.losant4j.device.DeviceActions;
import io.losant4j.device.DeviceAttributeActions;
import io.losant4j.device.DeviceAttributesActions;
import io.losant4j.device.DevicesActions;
import io.losant4j.job.ApplicationJobLogActions;
import io.losant4j.job.ApplicationJobLogsActions;
import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.BindingReflectionHintsRegistrar;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;

/**
 * What a native image has to know of the client: the types that its actions ask with and
 * answer with, which are read and written as JSON. They are found where the actions name
 * them.
 */
final class LosantRuntimeHints implements RuntimeHintsRegistrar {

	private static final List<Class<?>> ACTIONS = List.of(AuthActions.class, DataActions.class, DeviceActions.class,
			DeviceAttributeActions.class, DeviceAttributesActions.class, DevicesActions.class,
			ApplicationJobLogActions.class, ApplicationJobLogsActions.class);

	/** What no signature names; a test of all that is JSON finds what is missing here. */
	private static final List<String> UNNAMED = List.of("io.losant4j.data.LastValueData",
			"io.losant4j.device.UpdateOperation", "io.losant4j.http.ErrorFilter$ErrorBody");

	@Override
	public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
		Set<Class<?>> types = new LinkedHashSet<>();
		for (Class<?> actions : ACTIONS) {
			for (Method action : actions.getMethods()) {
				collect(types, action.getGenericReturnType());
				for (Type parameter : action.getGenericParameterTypes()) {
					collect(types, parameter);
				}
			}
		}
		UNNAMED.forEach((name) -> collect(types, ClassUtils.resolveClassName(name, classLoader)));
		new BindingReflectionHintsRegistrar().registerReflectionHints(hints.reflection(), types.toArray(Type[]::new));
	}

	private static void collect(Set<Class<?>> types, Type type) {
		collect(types, ResolvableType.forType(type));
	}

	private static void collect(Set<Class<?>> types, ResolvableType type) {
		for (ResolvableType generic : type.getGenerics()) {
			collect(types, generic);
		}
		Class<?> resolved = type.isArray() ? type.getComponentType().resolve() : type.resolve();
		if (resolved == null || !isJson(resolved) || !types.add(resolved)) {
			return;
		}
		if (resolved.isSealed()) {
			for (Class<?> permitted : resolved.getPermittedSubclasses()) {
				collect(types, permitted);
			}
		}
		for (Field field : resolved.getDeclaredFields()) {
			collect(types, field.getGenericType());
		}
	}

	// Streams have options and signals that are no JSON.
	private static boolean isJson(Class<?> type) {
		String name = type.getName();
		return name.startsWith("io.losant4j.") && !name.startsWith("io.losant4j.stream.")
				&& (type.isSealed() || !type.isInterface());
	}

}
