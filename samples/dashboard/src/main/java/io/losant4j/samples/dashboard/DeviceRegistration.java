package io.losant4j.samples.dashboard;

import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import io.losant4j.LosantApplication;
import io.losant4j.device.Device;
import io.losant4j.device.DeviceActions;
import io.losant4j.device.DeviceAttribute;
import io.losant4j.device.DeviceAttributesQuery;
import io.losant4j.device.DevicePost;
import io.losant4j.device.DeviceTag;
import io.losant4j.device.DevicesQuery;
import io.losant4j.device.TagFilter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * Makes this machine known to Losant. A device's name need not be unique, so the device
 * is found again by a tag that holds the machine's name.
 */
@Component
final class DeviceRegistration {

	private static final Logger logger = LoggerFactory.getLogger(DeviceRegistration.class);

	private static final String TAG = "losant4j-dashboard";

	private final LosantApplication application;

	private final String machine;

	DeviceRegistration(LosantApplication application, Machine machine) {
		this.application = application;
		this.machine = machine.facts().name();
	}

	/**
	 * Finds the machine's device, or creates it. May be repeated after any failure: a
	 * device whose creation was not answered is found the next time.
	 */
	Mono<DeviceActions> register() {
		return find().map(this::actions)
			.flatMap((device) -> addMissingAttributes(device).then(Mono.just(device)))
			.switchIfEmpty(Mono.defer(this::create).map(this::actions));
	}

	/**
	 * Adds the attributes of a reading that the device lacks, since an older version made
	 * it or somebody removed them; Losant may refuse or drop readings until they are
	 * there. Emits what was added.
	 */
	Flux<DeviceAttribute> addMissingAttributes(DeviceActions device) {
		return device.attributes().get(DeviceAttributesQuery.all()).flatMapMany((list) -> {
			Set<String> there = list.items().stream().map(DeviceAttribute::name).collect(Collectors.toSet());
			return Flux.just(Machine.attributes())
				.filter((attribute) -> !there.contains(attribute.name()))
				.concatMap(device.attributes()::post);
		})
			.doOnNext((added) -> logger.info("Device {} lacked the attribute {} (added)", device.deviceId(),
					added.name()));
	}

	private DeviceActions actions(Device device) {
		return this.application.device(Objects.requireNonNull(device.id(), "device without an id"));
	}

	private Mono<Device> find() {
		DevicesQuery mine = DevicesQuery.all()
			.tagged(TagFilter.of(TAG, this.machine))
			.page(0, 1)
			.excludeConnectionInfo();
		return this.application.devices()
			.get(mine)
			.flatMap((page) -> Mono.justOrEmpty(page.items().stream().findFirst()))
			.doOnNext((device) -> logger.info("This machine is device {} (found)", device.id()));
	}

	private Mono<Device> create() {
		DevicePost post = DevicePost.named(this.machine)
			.description("Reported by the Losant4J dashboard sample")
			.tags(DeviceTag.of(TAG, this.machine))
			.attributes(Machine.attributes());
		return this.application.devices()
			.post(post)
			.doOnNext((device) -> logger.info("This machine is device {} (created)", device.id()));
	}

}
