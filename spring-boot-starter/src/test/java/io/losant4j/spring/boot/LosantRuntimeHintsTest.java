package io.losant4j.spring.boot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonValue;
import io.losant4j.device.Device;
import io.losant4j.stream.StreamOptions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.TypeReference;
import org.springframework.aot.hint.predicate.ReflectionHintsPredicates;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.asm.ClassReader;
import org.springframework.asm.ClassVisitor;
import org.springframework.asm.MethodVisitor;
import org.springframework.asm.SpringAsmInfo;
import org.springframework.asm.Type;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;

import static org.assertj.core.api.Assertions.assertThat;

class LosantRuntimeHintsTest {

	/** Whom classes to read are handed to, as the byte code names them. */
	private static final List<String> READERS = List.of("tools/jackson/", "io/losant4j/http/RestRequest",
			"io/losant4j/http/LosantHttp");

	private final RuntimeHints hints = new RuntimeHints();

	@BeforeEach
	void register() {
		SpringFactoriesLoader.forResourceLocation("META-INF/spring/aot.factories")
			.load(RuntimeHintsRegistrar.class)
			.stream()
			.filter(LosantRuntimeHints.class::isInstance)
			.forEach((registrar) -> registrar.registerHints(this.hints, getClass().getClassLoader()));
	}

	/**
	 * Every class that the code of an action names, what it reads an answer as among
	 * others; and every class that other code hands to the client's JSON mapper, or to
	 * what reads with it.
	 */
	static Set<String> readAsJson() throws IOException {
		Set<String> named = new LinkedHashSet<>();
		String core = Device.class.getProtectionDomain().getCodeSource().getLocation().toString();
		String root = core.endsWith(".jar") ? "jar:" + core + "!/" : core;
		for (Resource type : new PathMatchingResourcePatternResolver().getResources(root + "io/losant4j/**/*.class")) {
			boolean action = Objects.requireNonNull(type.getFilename()).matches("Default.*Actions\\.class");
			new ClassReader(type.getContentAsByteArray()).accept(new ClassVisitor(SpringAsmInfo.ASM_VERSION) {

				@Override
				public MethodVisitor visitMethod(int access, String name, String descriptor, String signature,
						String[] exceptions) {
					return new MethodVisitor(SpringAsmInfo.ASM_VERSION) {

						private @Nullable String last;

						@Override
						public void visitLdcInsn(Object value) {
							this.last = (value instanceof Type constant
									&& constant.getClassName().startsWith("io.losant4j.")) ? constant.getClassName()
											: null;
							if (this.last != null && action) {
								named.add(this.last);
							}
						}

						@Override
						public void visitMethodInsn(int opcode, String owner, String name, String descriptor,
								boolean ofInterface) {
							if (this.last != null && READERS.stream().anyMatch(owner::startsWith)) {
								named.add(this.last);
							}
							this.last = null;
						}

					};
				}

			}, ClassReader.SKIP_DEBUG);
		}
		return named;
	}

	@ParameterizedTest
	@MethodSource("readAsJson")
	void whatIsReadIsKnown(String type) {
		assertThat(RuntimeHintsPredicates.reflection().onType(TypeReference.of(type))).as(type).accepts(this.hints);
	}

	@Test
	void theCodeNamesClasses() throws IOException {
		assertThat(readAsJson()).hasSizeGreaterThan(20)
			.contains("io.losant4j.device.Success", "io.losant4j.http.ErrorFilter$ErrorBody");
	}

	/** Every record in what is known, as JSON needs it. */
	@Test
	void recordsCanBeMadeAndRead() throws NoSuchMethodException {
		List<? extends Class<?>> records = this.hints.reflection()
			.typeHints()
			.map((hint) -> ClassUtils.resolveClassName(hint.getType().getName(), null))
			.filter(Class::isRecord)
			.toList();
		assertThat(records).hasSizeGreaterThan(20);
		for (Class<?> type : records) {
			Class<?>[] components = Arrays.stream(type.getRecordComponents())
				.map(RecordComponent::getType)
				.toArray(Class<?>[]::new);
			assertThat(RuntimeHintsPredicates.reflection()
				.onConstructorInvocation(type.getDeclaredConstructor(components))).as(type.getName())
				.accepts(this.hints);
			assertThat(Arrays.stream(type.getRecordComponents())).allSatisfy((component) -> assertThat(
					RuntimeHintsPredicates.reflection().onMethodInvocation(component.getAccessor()))
				.accepts(this.hints));
		}
	}

	/** Methods and constructors that Jackson finds by their annotations. */
	static Stream<Executable> annotated() throws IOException {
		return Stream.of("auth", "bulk", "data", "device", "error", "http", "job", "stream")
			.flatMap((room) -> types("classpath*:io/losant4j/" + room + "/*.class"))
			.filter((type) -> type.getProtectionDomain().equals(Device.class.getProtectionDomain()))
			.flatMap((type) -> Stream.concat(Stream.of(type.getDeclaredMethods()),
					Stream.of(type.getDeclaredConstructors())))
			.filter((executable) -> Stream.of(executable.getAnnotations())
				.anyMatch((annotation) -> annotation.annotationType()
					.getPackageName()
					.equals(JsonValue.class.getPackageName())));
	}

	private static Stream<Class<?>> types(String pattern) {
		try {
			return Stream.of(new PathMatchingResourcePatternResolver().getResources(pattern))
				.map((resource) -> ClassUtils.resolveClassName(
						pattern.replaceAll("classpath\\*:|\\*.*", "").replace('/', '.')
								+ StringUtils.stripFilenameExtension(Objects.requireNonNull(resource.getFilename())),
						null));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@ParameterizedTest
	@MethodSource("annotated")
	void whatIsAnnotatedForJsonCanBeCalled(Executable executable) {
		ReflectionHintsPredicates reflection = RuntimeHintsPredicates.reflection();
		assertThat((executable instanceof Method method) ? reflection.onMethodInvocation(method)
				: reflection.onConstructorInvocation((Constructor<?>) executable))
			.as(executable.toString())
			.accepts(this.hints);
	}

	@Test
	void nothingElseIsKnown() {
		assertThat(RuntimeHintsPredicates.reflection().onType(StreamOptions.class)).rejects(this.hints);
		assertThat(this.hints.reflection().typeHints())
			.allSatisfy((hint) -> assertThat(hint.getType().getName()).matches(
					"(io\\.losant4j\\.(device|data|auth|job|error)|java)\\..*|io\\.losant4j\\.http\\.ErrorFilter.ErrorBody|com\\.fasterxml\\.jackson\\.annotation\\..*|tools\\.jackson\\.databind\\..*None"));
		assertThat(this.hints.resources().resourcePatternHints()).isEmpty();
		assertThat(this.hints.proxies().jdkProxyHints()).isEmpty();
	}

}
