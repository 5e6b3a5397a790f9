package io.losant4j.spring.boot;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

import io.losant4j.LosantApplication;
import io.losant4j.LosantCall;
import io.losant4j.LosantClient;
import io.losant4j.auth.Credentials;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.test.StepVerifier;

import org.springframework.aot.generate.ClassNameGenerator;
import org.springframework.aot.generate.DefaultGenerationContext;
import org.springframework.aot.generate.GeneratedFiles;
import org.springframework.aot.generate.InMemoryGeneratedFiles;
import org.springframework.aot.test.generate.TestGenerationContext;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.test.tools.CompileWithForkedClassLoader;
import org.springframework.core.test.tools.TestCompiler;
import org.springframework.javapoet.ClassName;
import org.springframework.util.StreamUtils;

import static org.assertj.core.api.Assertions.assertThat;

class NamedClientsTest {

	private static final String BERLIN = "575ec8687ae143cd83dc4a97";

	private static final String MUNICH = "575ec8687ae143cd83dc4a98";

	private static final String[] TWO_PLANTS = { "losant.clients.berlin.access-token=b",
			"losant.clients.berlin.application-id=" + BERLIN, "losant.clients.munich-2.user.email=user@example.com",
			"losant.clients.munich-2.user.password=password", "losant.clients.munich-2.application-id=" + MUNICH };

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(LosantAutoConfiguration.class));

	@Test
	void areBeansByTheirQualifier() {
		this.runner.withPropertyValues(TWO_PLANTS).withBean(Plants.class).run((context) -> {
			Plants plants = context.getBean(Plants.class);
			assertThat(plants.berlin.id()).isEqualTo(BERLIN);
			assertThat(plants.munich.id()).isEqualTo(MUNICH);
			assertThat(plants.berlinClient).isSameAs(context.getBean("berlinLosantClient"))
				.isNotSameAs(plants.munichClient);
			assertThat(context).doesNotHaveBean("losantClient").doesNotHaveBean("losantApplication");
		});
	}

	@Test
	void doNotGetInTheWayOfTheOneWithoutAName() {
		this.runner.withPropertyValues(TWO_PLANTS)
			.withPropertyValues("losant.access-token=default", "losant.application-id=" + MUNICH)
			.withBean(Wanting.class)
			.run((context) -> {
				assertThat(context.getBean(Wanting.class).client).isSameAs(context.getBean("losantClient"))
					.isSameAs(context.getBean(LosantClient.class));
				assertThat(context.getBean(Wanting.class).application).isSameAs(context.getBean("losantApplication"));
				assertThat(context.getBean(Wanting.class).all).containsOnlyKeys("losantClient", "berlinLosantClient",
						"munich-2LosantClient");
			});
	}

	@Test
	void doNotGetInTheWayOfTheUsersOwn() {
		this.runner.withPropertyValues(TWO_PLANTS)
			.withBean("own", LosantClient.class,
					() -> LosantClient.builder().credentials(Credentials.accessToken("own")).build())
			.withBean(Wanting.class)
			.run((context) -> assertThat(context.getBean(Wanting.class).client).isSameAs(context.getBean("own")));
	}

	@Test
	void oneAloneIsTheOneThatIsMeant() {
		this.runner
			.withPropertyValues("losant.clients.berlin.access-token=b",
					"losant.clients.berlin.application-id=" + BERLIN)
			.withBean(Wanting.class)
			.run((context) -> assertThat(context.getBean(Wanting.class).client)
				.isSameAs(context.getBean("berlinLosantClient")));
	}

	@Test
	void stepBackForABeanOfTheirName() {
		this.runner.withPropertyValues(TWO_PLANTS)
			.withUserConfiguration(OwnBerlin.class)
			.withBean(Plants.class)
			.run((context) -> assertThat(context.getBean(Plants.class).berlinClient)
				.isSameAs(context.getBean("berlinLosantClient"))
				.isSameAs(context.getBean(OwnBerlin.class).client));
	}

	@Test
	void takeCredentialsThatAreForThem() {
		try (ScriptedLosant losant = new ScriptedLosant().answers(200, "{}").answers(200, "{}")) {
			this.runner
				.withPropertyValues("losant.clients.berlin.base-url=" + losant.url(),
						"losant.clients.berlin.access-token=property", "losant.base-url=" + losant.url(),
						"losant.access-token=default")
				.withUserConfiguration(Vault.class)
				.run((context) -> {
					assertThat(token(context.getBean("berlinLosantClient", LosantClient.class), losant))
						.isEqualTo("Bearer of-berlin");
					assertThat(token(context.getBean("losantClient", LosantClient.class), losant))
						.isEqualTo("Bearer default");
				});
		}
	}

	@Test
	void takeConnectionDetailsThatAreForThem() {
		try (ScriptedLosant losant = new ScriptedLosant().answers(200, "{}").answers(200, "{}")) {
			this.runner
				.withPropertyValues("losant.clients.berlin.application-id=" + MUNICH, "losant.base-url=" + losant.url(),
						"losant.access-token=default", "test.url=" + losant.url())
				.withUserConfiguration(Discovery.class)
				.run((context) -> {
					assertThat(token(context.getBean("berlinLosantClient", LosantClient.class), losant))
						.isEqualTo("Bearer found");
					assertThat(context.getBean("berlinLosantApplication", LosantApplication.class).id())
						.isEqualTo(BERLIN);
					assertThat(token(context.getBean("losantClient", LosantClient.class), losant))
						.isEqualTo("Bearer default");
				});
		}
	}

	@ParameterizedTest
	@ValueSource(classes = { Vault.class, Discovery.class })
	void whatIsForThemMakesNoClientWithoutAName(Class<?> configuration) {
		this.runner.withPropertyValues("losant.clients.berlin.http.http2=true", "test.url=https://losant.example.com")
			.withUserConfiguration(configuration)
			.run((context) -> assertThat(context).hasSingleBean(LosantClient.class).hasBean("berlinLosantClient"));
	}

	private static @Nullable String token(LosantClient client, ScriptedLosant losant) {
		StepVerifier.create(client.call(LosantCall.get("/anything", String.class)))
			.expectNextCount(1)
			.expectComplete()
			.verify(Duration.ofSeconds(20));
		return losant.request().getHeaders().get("Authorization");
	}

	@Test
	void comeFromTheEnvironmentAsWell() {
		this.runner
			.withInitializer((context) -> context.getEnvironment()
				.getPropertySources()
				.addFirst(new SystemEnvironmentPropertySource("test-systemEnvironment",
						Map.of("LOSANT_CLIENTS_BERLIN_ACCESSTOKEN", "b", "LOSANT_CLIENTS_BERLIN_APPLICATIONID",
								BERLIN))))
			.run((context) -> assertThat(context.getBean("berlinLosantApplication", LosantApplication.class).id())
				.isEqualTo(BERLIN));
	}

	@Test
	void areKnownAheadOfTime() {
		InMemoryGeneratedFiles files = new InMemoryGeneratedFiles();
		DefaultGenerationContext generation = new DefaultGenerationContext(
				new ClassNameGenerator(ClassName.get(NamedClientsTest.class)), files);
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
			TestPropertyValues.of(TWO_PLANTS).applyTo(context);
			context.register(LosantAutoConfiguration.class);
			new ApplicationContextAotGenerator().processAheadOfTime(context, generation);
		}
		generation.writeGeneratedContent();

		assertThat(files.getGeneratedFiles(GeneratedFiles.Kind.SOURCE).values())
			.map((source) -> StreamUtils.copyToString(source.getInputStream(), StandardCharsets.UTF_8))
			.anySatisfy(
					(source) -> assertThat(source).contains("\"berlinLosantClient\"", "\"munich-2LosantApplication\""))
			.anySatisfy((source) -> assertThat(source).contains("setFallback(true)",
					"addQualifier(new AutowireCandidateQualifier(\"org.springframework.beans.factory.annotation.Qualifier\", \"berlin\"))"));
	}

	@Test
	@CompileWithForkedClassLoader
	void areMadeByWhatWasGeneratedAheadOfTime() {
		TestGenerationContext generation = new TestGenerationContext(NamedClientsTest.class);
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
			TestPropertyValues.of(TWO_PLANTS).applyTo(context);
			context.register(LosantAutoConfiguration.class, Vault.class, Plants.class);
			new ApplicationContextAotGenerator().processAheadOfTime(context, generation);
		}
		generation.writeGeneratedContent();

		TestCompiler.forSystem().with(generation).compile((compiled) -> {
			try (ScriptedLosant losant = new ScriptedLosant().answers(200, "{}");
					GenericApplicationContext context = new GenericApplicationContext()) {
				TestPropertyValues.of(TWO_PLANTS)
					.and("losant.clients.berlin.base-url=" + losant.url())
					.applyTo(context);
				initialize(compiled.getInstance(ApplicationContextInitializer.class), context);
				context.refresh();

				Plants plants = context.getBean(Plants.class);
				assertThat(plants.berlin.id()).isEqualTo(BERLIN);
				assertThat(plants.munich.id()).isEqualTo(MUNICH);
				assertThat(token(plants.berlinClient, losant)).isEqualTo("Bearer of-berlin");
			}
		});
	}

	@SuppressWarnings("unchecked") // it takes any
	private static void initialize(ApplicationContextInitializer<?> initializer, GenericApplicationContext context) {
		((ApplicationContextInitializer<GenericApplicationContext>) initializer).initialize(context);
	}

	static final class Plants {

		private final LosantClient berlinClient;

		private final LosantClient munichClient;

		private final LosantApplication berlin;

		private final LosantApplication munich;

		Plants(@Qualifier("berlin") LosantClient berlinClient, @Qualifier("munich-2") LosantClient munichClient,
				@Qualifier("berlin") LosantApplication berlin, @Qualifier("munich-2") LosantApplication munich) {
			this.berlinClient = berlinClient;
			this.munichClient = munichClient;
			this.berlin = berlin;
			this.munich = munich;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnBerlin {

		private final LosantClient client = LosantClient.builder().credentials(Credentials.accessToken("own")).build();

		@Bean
		@Qualifier("berlin")
		LosantClient berlinLosantClient() {
			return this.client;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Vault {

		@Bean
		@Qualifier("berlin")
		Credentials fromTheVault() {
			return Credentials.accessToken("of-berlin");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Discovery {

		@Bean
		@Qualifier("berlin")
		LosantConnectionDetails found(Environment environment) {
			return new LosantConnectionDetails() {

				@Override
				public String baseUrl() {
					return environment.getRequiredProperty("test.url");
				}

				@Override
				public Credentials credentials() {
					return Credentials.accessToken("found");
				}

				@Override
				public String applicationId() {
					return BERLIN;
				}

			};
		}

	}

	static final class Wanting {

		private final LosantClient client;

		private final @Nullable LosantApplication application;

		private final Map<String, LosantClient> all;

		Wanting(LosantClient client, ObjectProvider<LosantApplication> application, Map<String, LosantClient> all) {
			this.client = client;
			this.application = application.getIfUnique();
			this.all = all;
		}

	}

}
