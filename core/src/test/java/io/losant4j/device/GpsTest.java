package io.losant4j.device;

import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

class GpsTest {

	@ParameterizedTest
	@CsvSource({ "52.52, 13.405, '52.52,13.405'", "-33.8688, -70, '-33.8688,-70'",
			"0.00001, -1e-7, '0.00001,-0.0000001'", "-0.0, 0, '0,0'", "90, -180, '90,-180'" })
	void isWrittenInDecimalDegrees(double latitude, double longitude, String expected) {
		assertThat(Gps.of(latitude, longitude).value()).isEqualTo(expected);
		assertThat(Gps.of(latitude, longitude)).hasToString(expected);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "37.33233141,-122.0312186 | 37.33233141 | -122.0312186", "' +52.5 , 13. ' | 52.5 | 13",
					"37°19'56.39\"N,122°1'52.38\"W | 37.33233056 | -122.03121667",
					"37° 19′ 56.39″ S 122° 1′ 52.38″ E | -37.33233056 | 122.03121667",
					"$GPGLL,3906.71226,N,8430.74572,W,000653,A,*24 | 39.111871 | -84.51242867",
					"$GNGLL,0030.0,S,00015.0,E,000653.00,A,D | -0.5 | 0.25",
					"$GPGGA,123519,4807.038,N,01131.000,E,1,08,0.9,545.4,M,46.9,M,,*47 | 48.1173 | 11.51666667" })
	void isReadInEveryFormThatLosantTakes(String text, double latitude, double longitude) {
		Gps gps = Gps.parse(text.replace("''", "'"));

		assertThat(gps.latitude()).isCloseTo(latitude, within(1e-8));
		assertThat(gps.longitude()).isCloseTo(longitude, within(1e-8));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "52.52", "52.52 13.405", "52.52,13.405,7", "52,52,13,405", "NaN,1", "1e1,2",
			"37°60'0\"N,122°1'52\"W", "122°1'52\"W,37°19'56\"N", "$GPGLL,3906.71226,N,8430.74572,W,000653,V,*24",
			"$GPGGA,123519,4807.038,N,01131.000,E,0,08,0.9", "$GPGLL,3960.0,N,8430.7,W,000653,A", "$GPRMC,1,A" })
	void refusesWhatIsNoPosition(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> Gps.parse(text))
			.withMessageContaining("gps must be \"latitude,longitude\" in decimal degrees")
			.withMessageEndingWith(", was '" + text + "'");
	}

	@Test
	void refusesDegreesOutOfRange() {
		assertThatIllegalArgumentException().isThrownBy(() -> Gps.of(90.1, 0))
			.withMessage("latitude must be between -90 and 90 degrees, was 90.1");
		assertThatIllegalArgumentException().isThrownBy(() -> Gps.of(0, -180.5))
			.withMessage("longitude must be between -180 and 180 degrees, was -180.5");
		assertThatIllegalArgumentException().isThrownBy(() -> Gps.of(Double.NaN, 0))
			.withMessage("latitude must be between -90 and 90 degrees, was NaN");
		assertThatIllegalArgumentException().isThrownBy(() -> Gps.parse("13.405,181")).withMessageContaining("181.0");
		assertThatIllegalArgumentException().isThrownBy(() -> Gps.parse("$GPGLL,9906.0,N,08430.0,W,1,A"))
			.withMessageContaining("latitude");
	}

	@Test
	void keepsEveryDigitOverTheWire() {
		long seed = Long.getLong("losant.seed", System.nanoTime());
		Random random = new Random(seed);
		for (int i = 0; i < 1_000; i++) {
			Gps gps = Gps.of(random.nextDouble(-90, 90), random.nextDouble(-180, 180));

			assertThat(Gps.parse(gps.value())).as("-Dlosant.seed=%d", seed).isEqualTo(gps);
		}
	}

}
