package io.losant4j.samples.dashboard;

import java.util.concurrent.TimeoutException;

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

	static Trouble of(Throwable error) {
		boolean expected = error instanceof LosantException || error instanceof TimeoutException;
		return new Trouble(summaryOf(error), expected ? error.getMessage() : error.toString());
	}

	private static String summaryOf(Throwable error) {
		if (error instanceof LosantApiException answer) {
			return switch (answer.status()) {
				case 400 -> "Losant refuses what it was sent. Check the device's attributes.";
				case 401 -> "Losant refuses the access token. Check losant.access-token.";
				case 403 -> "The access token does not permit this. Give it the scope all.Application.";
				case 404 -> "Losant does not know the application or its device. Check losant.application-id.";
				case 429 -> "Losant asks for fewer calls. Readings wait meanwhile.";
				default -> "Losant answers with an error.";
			};
		}
		if (error instanceof LosantConnectionException || error instanceof TimeoutException) {
			return "Losant is away. Readings are kept and sent when it is back.";
		}
		return "Something went wrong between this service and Losant.";
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
