package io.losant4j.bulk;

import java.util.List;

import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Reports the states of many devices at the full speed that Losant allows: several states
 * in a call, 30 calls in 15 seconds for each device, and as many devices at once as
 * Losant bears. Thread-safe; one is enough for an application, and writes through it
 * share its pace. All writers of a client share the count of calls.
 *
 * <p>
 * A device has one call under way at a time, which keeps its order. So all of the pace,
 * less a tenth, is used where a call takes up to about 0.55 s; where it takes longer, a
 * device gets one call in that time.
 *
 * <p>
 * What Losant refuses is sent again in halves until the bad states are alone, about two
 * calls for each of them. A device all of whose states are refused, as of an attribute
 * that it does not have, thus costs its whole pace, some 90 s for 100 states; what waits
 * for it counts as held, and can hold up the other devices of its write when
 * {@link WriterOptions#maxItems()} is reached. Such a device is better left out.
 *
 * <p>
 * Calls that failed are made again out of the client's
 * {@link io.losant4j.http.RetryPolicy#budget() budget}; one that cannot be afforded waits
 * for about {@link WriterOptions#maxBackOff()}.
 *
 * <pre class="code">
 * StateWriter writer = plant.stateWriter(WriterOptions.defaults());
 * writer.write(reports).filter((outcome) -&gt; !(outcome instanceof WriteOutcome.Accepted)).doOnNext(this::keep)
 * </pre>
 *
 * @see <a href="https://docs.losant.com/rest-api/device/#send-state">Losant: send
 * state</a>
 */
public interface StateWriter {

	/**
	 * Writes reports. The states of a device are sent in the order of the reports, one
	 * call after the other; devices do not wait for each other. A report that fails stops
	 * nothing.
	 *
	 * <p>
	 * As many reports are taken from the source, before their outcomes are asked for, as
	 * {@link WriterOptions#maxItems()} and {@link WriterOptions#maxBytes()} allow, by
	 * each write for itself; each outcome that is handed over makes room for another.
	 * Cancelling takes no more; what was taken is still sent, and its outcomes go to the
	 * {@link WriterListener} only. A source that blocks when it is asked for more needs a
	 * thread of its own ({@code subscribeOn}).
	 * @param reports the reports
	 * @return emits one outcome for each report, as soon as it is settled, on a thread
	 * that must not be blocked; completes when the source has completed and all outcomes
	 * are out; errors, after the outcomes of what was taken, with the source's error, or
	 * with an {@link IllegalStateException} if the writer was closed before the source
	 * has completed
	 */
	Flux<WriteOutcome> write(Publisher<DeviceReport> reports);

	/**
	 * Closes the writer when subscribed to: nothing more is taken, and what was taken is
	 * sent at once, as the rate allows, until {@link WriterOptions#closeTimeout()}. Then
	 * calls under way are cancelled, their states are {@link WriteOutcome.Indeterminate},
	 * and the others {@link WriteOutcome.Failed}. Must come before the client is closed.
	 * @return emits the reports that were taken and that Losant has certainly not taken
	 * because time was up, in the order of each device, and completes; an empty list if
	 * there are none. A later subscriber gets the same
	 */
	Mono<List<DeviceReport>> closeLater();

}
