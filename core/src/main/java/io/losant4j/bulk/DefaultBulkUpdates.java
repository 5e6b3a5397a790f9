package io.losant4j.bulk;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

import io.losant4j.device.BulkResult;
import io.losant4j.device.Check;
import io.losant4j.device.Device;
import io.losant4j.device.DeviceActions;
import io.losant4j.device.DeviceCommand;
import io.losant4j.device.DevicePatch;
import io.losant4j.device.DevicesActions;
import io.losant4j.device.DevicesPatch;
import io.losant4j.device.DevicesUpdated;
import io.losant4j.device.MultiDeviceCommand;
import io.losant4j.device.Success;
import io.losant4j.device.UpdateOperation;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

final class DefaultBulkUpdates implements BulkUpdates {

	private final DevicesActions devices;

	private final Function<String, DeviceActions> device;

	DefaultBulkUpdates(DevicesActions devices, Function<String, DeviceActions> device) {
		this.devices = devices;
		this.device = device;
	}

	@Override
	public Flux<BulkOutcome<DeviceUpdate, Device>> patchEach(Publisher<DeviceUpdate> updates, BulkOptions options) {
		return settled(Flux.from(updates), options, (update) -> Settlement.of(update, this::patch));
	}

	@Override
	public Flux<BulkOutcome<List<String>, BulkResult<DevicesUpdated>>> patchAll(Publisher<String> deviceIds,
			List<UpdateOperation> operations, BulkOptions options) {
		UpdateOperation[] all = operations.toArray(UpdateOperation[]::new);
		return slices(deviceIds, options, (slice) -> this.devices.patch(DevicesPatch.ids(slice, all)));
	}

	@Override
	public Flux<BulkOutcome<List<String>, BulkResult<DevicesUpdated>>> patchAll(Publisher<String> deviceIds,
			DevicePatch patch, BulkOptions options) {
		return slices(deviceIds, options, (slice) -> this.devices.patch(DevicesPatch.fields(slice, patch)));
	}

	@Override
	public Flux<BulkOutcome<CommandTo, Success>> sendCommandEach(Publisher<CommandTo> commands, BulkOptions options) {
		return settled(Flux.from(commands), options, (command) -> Settlement.of(command, this::send));
	}

	@Override
	public Flux<BulkOutcome<List<String>, BulkResult<Success>>> sendCommandAll(Publisher<String> deviceIds,
			DeviceCommand command, BulkOptions options) {
		return slices(deviceIds, options, (slice) -> this.devices.sendCommand(MultiDeviceCommand.ids(slice, command)));
	}

	private Mono<Device> patch(DeviceUpdate update) {
		if (update.patch().equals(DevicePatch.empty())) {
			throw new IllegalArgumentException("patch must change at least one field, was " + update.patch());
		}
		return this.device.apply(update.deviceId()).patch(update.patch());
	}

	private Mono<Success> send(CommandTo command) {
		return this.device.apply(command.deviceId()).sendCommand(command.command()).thenReturn(new Success(true));
	}

	private static <R> Flux<BulkOutcome<List<String>, R>> slices(Publisher<String> ids, BulkOptions options,
			Function<List<String>, Mono<R>> call) {
		return settled(slices(Flux.from(ids), options.sliceSize()), options, (slice) -> slice(slice, call));
	}

	/** A buffer that errors drops what it holds; here that is a slice like the others. */
	private static Flux<List<String>> slices(Flux<String> ids, int size) {
		return Flux.defer(() -> {
			AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
			return ids.onErrorComplete((error) -> {
				failure.set(error);
				return true;
			}).buffer(size).concatWith(Mono.defer(() -> {
				Throwable error = failure.get();
				return (error != null) ? Mono.error(error) : Mono.empty();
			}));
		});
	}

	/** One bad id must not condemn the other 999. */
	private static <R> Flux<BulkOutcome<List<String>, R>> slice(List<String> ids,
			Function<List<String>, Mono<R>> call) {
		List<String> good = new ArrayList<>(ids.size());
		List<BulkOutcome<List<String>, R>> bad = new ArrayList<>(0);
		for (String id : ids) {
			try {
				good.add(Check.id("deviceId", id));
			}
			catch (IllegalArgumentException ex) {
				bad.add(new BulkOutcome.Rejected<>(List.of(id), String.valueOf(ex.getMessage())));
			}
		}
		return Flux.fromIterable(bad)
			.concatWith(good.isEmpty() ? Mono.empty() : Settlement.of(List.copyOf(good), call));
	}

	/** The source's error waits for the outcomes of what is under way. */
	private static <I, O> Flux<O> settled(Flux<I> items, BulkOptions options,
			Function<I, ? extends Publisher<O>> outcome) {
		return items.flatMapDelayError(outcome, options.concurrency(), 1);
	}

}
