package io.losant4j.spring.boot.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.context.PropertyMapping;

/**
 * Gives a test a simulated Losant: starts a
 * {@link io.losant4j.simulator.LosantSimulator}, which can be injected, points every
 * client and application to it, whatever {@code losant.*} properties say, and stops it
 * with the test's application context. Needs {@code losant4j-simulator} on the test's
 * class path.
 *
 * <pre class="code">
 * &#64;SpringBootTest
 * &#64;LosantTest(devices = 3)
 * class FreezerWatchTest {
 *
 *     &#64;Autowired
 *     LosantSimulator losant;
 *
 *     &#64;Autowired
 *     FreezerWatch watch;
 *
 * }
 * </pre>
 *
 * Tests that share a cached context share its simulator.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ImportAutoConfiguration({ LosantSimulatorAutoConfiguration.class, LosantSimulatorMissingConfiguration.class })
@PropertyMapping("losant.test.simulator")
public @interface LosantTest {

	/**
	 * How many devices the simulator has from the start; see
	 * {@link io.losant4j.simulator.LosantSimulator#deviceIds()}.
	 * @return the number of devices
	 */
	int devices() default 0;

}
