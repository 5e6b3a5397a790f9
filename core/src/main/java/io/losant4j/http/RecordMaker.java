package io.losant4j.http;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;

import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.ValueInstantiator;
import tools.jackson.databind.deser.ValueInstantiators;
import tools.jackson.databind.deser.std.StdValueInstantiator;
import tools.jackson.databind.introspect.AnnotatedConstructor;

/**
 * Makes records as Jackson does, but binds the array of components to the constructor
 * once for the type, where Jackson binds it anew for each record.
 */
final class RecordMaker extends StdValueInstantiator {

	private static final MethodType OF_COMPONENTS = MethodType.methodType(Object.class, Object[].class);

	private final MethodHandle constructor;

	private RecordMaker(StdValueInstantiator standard, Constructor<?> constructor) throws IllegalAccessException {
		super(standard);
		this.constructor = MethodHandles.lookup()
			.unreflectConstructor(constructor)
			.asSpreader(Object[].class, constructor.getParameterCount())
			.asType(OF_COMPONENTS);
	}

	/** Makes the records of all types whose constructors may be called from here. */
	static ValueInstantiators ofAllRecords() {
		return new ValueInstantiators.Base() {

			@Override
			public ValueInstantiator modifyValueInstantiator(DeserializationConfig config,
					BeanDescription.Supplier description, ValueInstantiator standard) {
				return (standard.getValueClass().isRecord() && standard instanceof StdValueInstantiator ofRecord)
						? maker(ofRecord) : standard;
			}

		};
	}

	private static ValueInstantiator maker(StdValueInstantiator standard) {
		try {
			return (standard.getWithArgsCreator() instanceof AnnotatedConstructor creator)
					? new RecordMaker(standard, creator.getAnnotated()) : standard;
		}
		catch (IllegalAccessException ex) {
			return standard;
		}
	}

	@Override
	public Object createFromObjectWith(DeserializationContext context, Object[] components) {
		try {
			return (Object) this.constructor.invokeExact(components);
		}
		catch (Error ex) {
			throw ex;
		}
		catch (Throwable ex) {
			return context.handleInstantiationProblem(getValueClass(), components, rewrapCtorProblem(context, ex));
		}
	}

}
