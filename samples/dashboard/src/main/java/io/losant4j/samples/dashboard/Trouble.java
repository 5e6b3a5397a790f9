package io.losant4j.samples.dashboard;

import io.losant4j.error.FailedRequest;
import io.losant4j.error.LosantApiException;
import io.losant4j.error.LosantConnectionException;
import io.losant4j.error.LosantException;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong between this service and Losant, for the log and for the page. Never
 * holds a secret, since the client's errors hold none.
 *
 * @param summary what is wrong, and what to do about it
 * @param detail the error in its own words
 */
record Trouble(String summary, @Nullable String detail) {

	/** What keeps readings, which are sent again, or a stream from being. */
	static Trouble of(Throwable error) {
		String remedy = "";
		if (error instanceof LosantApiException answer) {
			remedy = switch (answer.status()) {
				case 400 -> " Check the device's attributes.";
				case 404 -> isOfTheApplication(answer) ? "" : " It is looked for, and made again where it is gone.";
				case 429 -> " Readings wait meanwhile.";
				default -> "";
			};
		}
		else if (error instanceof LosantConnectionException) {
			remedy = " Readings are kept and sent when it is back.";
		}
		return new Trouble(diagnosis(error) + remedy,
				(error instanceof LosantException) ? error.getMessage() : error.toString());
	}

	/** What became of a command, which is not sent again by itself. */
	static String ofCommand(LosantException error) {
		if (!mayBeProcessed(error)) {
			return "Not sent: " + diagnosis(error);
		}
		String what = (error instanceof LosantConnectionException) ? "Losant did not answer." : diagnosis(error);
		return what + " The command may have arrived; look at the list.";
	}

	private static boolean mayBeProcessed(LosantException error) {
		if (error.request().filter(FailedRequest::isLogin).isPresent()) {
			return false;
		}
		boolean before = error.request().map(FailedRequest::mayBeProcessed).orElse(true);
		// Any other answer than a refusal says nothing of what was done.
		boolean refused = error instanceof LosantApiException answer && answer.status() < 500;
		return before || !(refused || error instanceof LosantConnectionException);
	}

	private static String diagnosis(Throwable error) {
		if (error instanceof LosantApiException answer) {
			return switch (answer.status()) {
				case 400 -> "Losant refuses what it was sent.";
				case 401 -> "Losant refuses the access token. Check losant.access-token.";
				case 403 -> "The access token does not permit this. Give it the scope all.Application.";
				case 404 ->
					isOfTheApplication(answer) ? "Losant does not know the application. Check losant.application-id."
							: "Losant does not know this machine's device.";
				case 413 -> "Losant finds too large what it was sent.";
				case 429 -> "Losant asks for fewer calls.";
				default -> "Losant answers with an error.";
			};
		}
		if (error instanceof LosantConnectionException) {
			return "Losant is away.";
		}
		return "Something went wrong between this service and Losant.";
	}

	private static boolean isOfTheApplication(LosantApiException answer) {
		return answer.request().filter((request) -> request.action().startsWith("devices.")).isPresent();
	}

	/**
	 * Whether trying the same again may help. What Losant refuses it will refuse again.
	 */
	static boolean mayPass(Throwable error) {
		return !(error instanceof LosantApiException answer) || answer.status() == 429 || answer.status() >= 500;
	}

	/** Whether Losant refuses just these readings, and may well take others. */
	static boolean liesInTheReadings(Throwable error) {
		return error instanceof LosantApiException answer && (answer.status() == 400 || answer.status() == 413);
	}

}
