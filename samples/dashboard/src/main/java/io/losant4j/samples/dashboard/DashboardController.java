package io.losant4j.samples.dashboard;

import io.losant4j.LosantApplication;
import io.losant4j.device.DeviceCommand;
import io.losant4j.error.LosantException;
import io.losant4j.simulator.LosantSimulator;
import io.losant4j.spring.boot.LosantProperties;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/**
 * What the page asks for.
 */
@RestController
@RequestMapping("/api")
final class DashboardController {

	private final PageFeed feed;

	private final MachineSession session;

	private final About about;

	DashboardController(PageFeed feed, MachineSession session, Machine machine, LosantApplication application,
			LosantProperties losant, ObjectProvider<LosantSimulator> simulator) {
		this.feed = feed;
		this.session = session;
		this.about = new About(machine.facts(), application.id(), losant.baseUrl(), simulator.getIfAvailable() != null);
	}

	/**
	 * All that the page shows, from now on; it begins with what does not change.
	 */
	@GetMapping(path = "/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
	Flux<ServerSentEvent<Object>> events() {
		return this.feed.events().startWith(PageFeed.event("about", this.about));
	}

	@PostMapping("/commands")
	@ResponseStatus(HttpStatus.ACCEPTED)
	Mono<Void> send(@RequestBody CommandForm form) {
		return Mono.fromSupplier(form::command)
			.flatMap(this.session::send)
			.switchIfEmpty(Mono.error(() -> new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE,
					"Not sent: this machine has no device in Losant yet.")))
			.then();
	}

	@ExceptionHandler
	ProblemDetail refused(IllegalArgumentException ex) {
		return ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, "Not sent: " + ex.getMessage());
	}

	@ExceptionHandler
	ProblemDetail failed(LosantException ex) {
		return ProblemDetail.forStatusAndDetail(HttpStatus.BAD_GATEWAY, Trouble.ofCommand(ex));
	}

	record About(Machine.Facts machine, String applicationId, String losant, boolean embedded) {
	}

	record CommandForm(@Nullable String name, @Nullable Object payload) {

		DeviceCommand command() {
			DeviceCommand command = DeviceCommand.of((this.name != null) ? this.name : "");
			return (this.payload != null) ? command.withPayload(this.payload) : command;
		}

	}

}
