package io.losant4j.device;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.losant4j.auth.AuthActions;
import io.losant4j.auth.AuthActionsTest;
import io.losant4j.data.DataActions;
import io.losant4j.data.DataActionsTest;
import io.losant4j.job.ApplicationJobLogActions;
import io.losant4j.job.ApplicationJobLogsActions;
import io.losant4j.job.ApplicationJobLogsActionsTest;
import org.junit.jupiter.api.Test;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;
import org.reactivestreams.Publisher;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Keeps the table of actions in the README in step with the interfaces and the tests:
 * {@code mvn test -pl core -Dtest=ActionTableTest -Dlosant.readme=write} rewrites it.
 */
class ActionTableTest {

	/** The one list of Losant's own actions. */
	private static final Path ACTIONS = Path.of("src", "test", "resources", "losant-actions.txt");

	private static final Path README = Path.of("..", "README.md");

	private static final String BEGIN = "<!-- actions:begin -->";

	private static final String END = "<!-- actions:end -->";

	/** There already when the public documents of the API begin. */
	private static final String FIRST = "≤ 1.3.8";

	/** There in the documents of this version, which do not tell since when. */
	private static final String ATTRIBUTES = "≤ 1.29.3";

	/** Nobody tells precisely. */
	private static final String JOB_LOGS = "about 1.28.2";

	private static final List<Row> ROWS = List.of(
			// One device.
			row(DeviceActions.class, "get", FIRST, DeviceActionsTest.class, "getsTheDevice"),
			row(DeviceActions.class, "getState", FIRST, DeviceActionsTest.class, "getsAPartOfTheHistory"),
			row(DeviceActions.class, "sendState", FIRST, DeviceActionsTest.class, "sendsManyStatesInOneCall"),
			row(DeviceActions.class, "getCommand", FIRST, DeviceActionsTest.class, "getsCommands"),
			row(DeviceActions.class, "sendCommand", FIRST, DeviceActionsTest.class, "sendsACommand"),
			row(DeviceActions.class, "getLogEntries", FIRST, DeviceHistoryTest.class, "getsTheLog"),
			row(DeviceActions.class, "getCompositeState", "1.5.0", DeviceHistoryTest.class, "getsTheCompositeState"),
			row(DeviceActions.class, "patch", FIRST, DevicePatchTest.class, "changesEverythingThatCanBeChanged"),
			row(DeviceActions.class, "delete", FIRST, DevicePatchTest.class, "deletesTheDevice"),
			row(DeviceActions.class, "removeData", "1.4.0", DeviceHistoryTest.class, "removesDataInAJob"),
			row(DeviceActions.class, "export", "1.4.0", DeviceExportTest.class,
					"saysEverythingAgainInTheBodyWhereOnlyTheBodyCanSayIt"),
			row(DeviceActions.class, "setConnectionStatus", "1.12.1", ConnectionStatusTest.class,
					"tellsAllOfAConnection"),
			row(DeviceActions.class, "stateStream", "1.12.2", DeviceStreamsTest.class, "asksForAnEventStream")
				.and("stateSignals"),
			row(DeviceActions.class, "commandStream", "1.12.2", DeviceStreamsTest.class, "readsCommands")
				.and("commandSignals"),
			row(DeviceActions.class, "payloadCounts", "1.21.0", DeviceHistoryTest.class, "countsPayloads"),
			row(DeviceActions.class, "payloadCountsBreakdown", "1.25.0", DeviceHistoryTest.class,
					"countsPayloadsByDayAndByHour"),
			// Many devices.
			row(DevicesActions.class, "get", FIRST, DevicesActionsTest.class, "asksInLosantsNotation"),
			row(DevicesActions.class, "get", FIRST, DevicesGetAllTest.class, "getsAllDevicesPageByPageById")
				.by("getAll"),
			row(DevicesActions.class, "post", FIRST, DevicesActionsTest.class, "createsADevice"),
			row(DevicesActions.class, "patch", "1.16.0", DevicesPatchTest.class, "setsOneThingOrAnother"),
			row(DevicesActions.class, "delete", "1.17.2", DevicesBulkActionsTest.class, "deletesDevices"),
			row(DevicesActions.class, "restore", "1.27.1", DevicesBulkActionsTest.class, "restoresDevices"),
			row(DevicesActions.class, "removeData", "1.17.2", DevicesBulkActionsTest.class, "removesData"),
			row(DevicesActions.class, "export", "1.5.1", DevicesListsTest.class, "exportsDevices"),
			row(DevicesActions.class, "sendCommand", FIRST, DevicesBulkActionsTest.class,
					"sendsACommandToDevicesByTheirIds"),
			row(DevicesActions.class, "getCompositeState", "1.25.0", DevicesListsTest.class, "getsCompositeStates"),
			row(DevicesActions.class, "payloadCounts", "1.21.0", DevicesListsTest.class, "exportsPayloadCounts"),
			row(DevicesActions.class, "attributeNames", "1.18.1", DevicesListsTest.class, "getsAttributeNames"),
			row(DevicesActions.class, "tagKeys", "1.18.1", DevicesListsTest.class, "getsTagKeys"),
			row(DevicesActions.class, "tagValues", "1.18.1", DevicesListsTest.class, "getsTagValues"),
			row(DevicesActions.class, "deviceNames", "1.22.2", DevicesListsTest.class, "getsDeviceNames"),
			// Single attributes of a device.
			row(DeviceAttributesActions.class, "get", ATTRIBUTES, DeviceAttributesActionsTest.class,
					"listsSomeAttributesInOrder"),
			row(DeviceAttributesActions.class, "post", ATTRIBUTES, DeviceAttributesActionsTest.class,
					"addsAnAttribute"),
			row(DeviceAttributeActions.class, "get", ATTRIBUTES, DeviceAttributesActionsTest.class, "getsAnAttribute"),
			row(DeviceAttributeActions.class, "patch", ATTRIBUTES, DeviceAttributesActionsTest.class,
					"changesEverythingThatCanBeChangedOfAnAttribute"),
			row(DeviceAttributeActions.class, "delete", ATTRIBUTES, DeviceAttributesActionsTest.class,
					"removesAnAttribute"),
			// Data of many devices.
			row(DataActions.class, "timeSeriesQuery", FIRST, DataActionsTest.class, "retrievesATimeSeries"),
			row(DataActions.class, "lastValueQuery", FIRST, DataActionsTest.class, "retrievesLastValues"),
			// Logins.
			row(AuthActions.class, "authenticateDevice", FIRST, AuthActionsTest.class, "logsADeviceInWithoutAToken"),
			row(AuthActions.class, "authenticateUser", FIRST, AuthActionsTest.class, "logsAUserIn"),
			// Jobs.
			row(ApplicationJobLogsActions.class, "get", JOB_LOGS, ApplicationJobLogsActionsTest.class,
					"getsLogsByResourceAndTime")
				.and("awaitCompletion"),
			row(ApplicationJobLogActions.class, "get", JOB_LOGS, ApplicationJobLogsActionsTest.class, "getsALog"));

	@Test
	void everyActionHasARowAndEveryRowAnAction() {
		List<String> methods = AnswerTypes.actions()
			.stream()
			.flatMap((actions) -> Arrays.stream(actions.getMethods()))
			.filter((method) -> Publisher.class.isAssignableFrom(method.getReturnType()))
			.map((method) -> method.getDeclaringClass().getSimpleName() + "." + method.getName())
			.distinct()
			.toList();

		assertThat(ROWS.stream().flatMap((row) -> row.qualifiedMethods().stream()))
			.containsExactlyInAnyOrderElementsOf(methods);
	}

	@Test
	void everyActionOfLosantsHasARowAndEveryRowIsOneOfThem() throws IOException {
		assertThat(ROWS.stream().map(Row::losantsName).distinct())
			.containsExactlyInAnyOrderElementsOf(losantsActions());
	}

	private static List<String> losantsActions() throws IOException {
		try (Stream<String> lines = Files.lines(ACTIONS)) {
			return lines.filter((line) -> !line.isEmpty() && !line.startsWith("#")).toList();
		}
	}

	@Test
	void everyProofIsATest() {
		assertThat(ROWS).allSatisfy((row) -> assertThat(row.test().getDeclaredMethods())
			.filteredOn((method) -> AnnotationSupport.isAnnotated(method, Testable.class))
			.extracting(Method::getName)
			.contains(row.testName()));
	}

	@Test
	void theReadmeHasTheTable() throws IOException {
		String readme = Files.readString(README);
		assertThat(readme).containsSubsequence(BEGIN, END);
		String inStep = readme.substring(0, readme.indexOf(BEGIN)) + BEGIN + "\n" + table()
				+ readme.substring(readme.indexOf(END));
		if ("write".equals(System.getProperty("losant.readme"))) {
			Files.writeString(README, inStep);
		}

		assertThat(README).as("-Dlosant.readme=write rewrites the table").hasContent(inStep);
	}

	private static String table() {
		return ROWS.stream()
			.map(Row::markdown)
			.collect(Collectors.joining("",
					"\n| Losant's action | Since API version | Method | Proof |\n|---|---|---|---|\n", "\n"));
	}

	private static Row row(Class<?> actions, String action, String since, Class<?> test, String testName) {
		return new Row(actions, action, since, List.of(action), test, testName);
	}

	private record Row(Class<?> actions, String action, String since, List<String> methods, Class<?> test,
			String testName) {

		/** Serves the action by a method of another name. */
		Row by(String method) {
			return new Row(this.actions, this.action, this.since, List.of(method), this.test, this.testName);
		}

		/** Serves the action by one method more. */
		Row and(String method) {
			List<String> both = Stream.concat(this.methods.stream(), Stream.of(method)).toList();
			return new Row(this.actions, this.action, this.since, both, this.test, this.testName);
		}

		List<String> qualifiedMethods() {
			return this.methods.stream().map((method) -> this.actions.getSimpleName() + "." + method).toList();
		}

		/** As {@code resource.action}. */
		String losantsName() {
			return resource() + "." + this.action;
		}

		private String resource() {
			String name = this.actions.getSimpleName().replace("Actions", "");
			return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
		}

		String markdown() {
			String methods = this.qualifiedMethods()
				.stream()
				.map((method) -> "`" + method + "`")
				.collect(Collectors.joining(", "));
			return "| [`%s`](https://docs.losant.com/rest-api/%s/#%s) | %s | %s | [`%s.%s`](%s) |\n".formatted(
					losantsName(), hyphens(resource()), hyphens(this.action), this.since, methods,
					this.test.getSimpleName(), this.testName,
					"core/src/test/java/" + this.test.getName().replace('.', '/') + ".java");
		}

		private static String hyphens(String camelCase) {
			return camelCase.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
		}

	}

}
