package io.losant4j;

import java.io.IOException;
import java.util.List;
import java.util.Set;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.EvaluationResult;
import io.losant4j.http.LosantHttp;
import mockwebserver3.MockResponse;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;

import org.springframework.core.Ordered;
import org.springframework.web.reactive.function.client.WebClient;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The rule about signatures sees what it should.
 */
class PublicSignaturesTest {

	@ParameterizedTest
	@ValueSource(classes = { Parameter.class, Result.class, Element.class, Field.class, Inherited.class, Thrown.class,
			Component.class, Protected.class, Door.class, Exceptional.class })
	void refusesForeignTypesAndDoors(Class<?> type) {
		assertThat(evaluate(type, Set.of()).hasViolation()).isTrue();
	}

	@Test
	void letsPassWhatUsersCannotSeeAndWhatIsOurs() {
		assertThat(evaluate(Fine.class, Set.of()).getFailureReport().getDetails()).isEmpty();
	}

	@Test
	void letsAnExceptionPass() {
		String name = Exceptional.class.getName() + ".accept(" + WebClient.class.getName() + ")";

		assertThat(evaluate(Exceptional.class, Set.of(name)).getFailureReport().getDetails()).isEmpty();
	}

	@Test
	void seesOnlyWhatIsPublicAllTheWayUp() {
		JavaClasses imported = new ClassFileImporter().importClasses(LosantClient.Builder.class, LosantClient.class,
				DefaultLosantClient.Builder.class, DefaultLosantClient.class);

		assertThat(imported.stream().filter(PublicSignatures.visible()).map((type) -> type.getName()))
			.containsExactlyInAnyOrder(LosantClient.Builder.class.getName(), LosantClient.class.getName());
	}

	private static EvaluationResult evaluate(Class<?> type, Set<String> exceptions) {
		return classes().should(PublicSignatures.speakOnlyOurLanguage(Set.of(LosantHttp.class.getName()), exceptions))
			.evaluate(new ClassFileImporter().importClasses(type));
	}

	interface Parameter {

		void accept(MockResponse[] foreign);

	}

	interface Result {

		WebClient foreign();

	}

	interface Element {

		Flux<List<? extends WebClient>> foreign();

	}

	static class Field {

		public static final @Nullable WebClient FOREIGN = null;

	}

	interface Inherited extends Ordered {

	}

	interface Thrown {

		void call() throws org.springframework.core.codec.CodecException;

	}

	public record Component(WebClient foreign) {
	}

	static class Protected {

		protected @Nullable WebClient foreign() {
			return null;
		}

	}

	interface Door {

		void accept(LosantHttp http);

	}

	interface Exceptional {

		void accept(WebClient foreign);

	}

	public record Fine(List<Flux<? extends LosantCall<byte[]>>> ours, @Nullable String name) implements AutoCloseable {

		@Nullable WebClient foreign() {
			return null;
		}

		@Override
		public void close() throws IOException {
		}

	}

}
