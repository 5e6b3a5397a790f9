package io.losant4j.samples.dashboard;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

import io.losant4j.device.DataType;
import io.losant4j.device.DeviceAttribute;
import io.losant4j.device.DeviceState;
import oshi.SystemInfo;
import oshi.hardware.CentralProcessor;
import oshi.hardware.GlobalMemory;
import oshi.software.os.OperatingSystem;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.stereotype.Component;

/**
 * The machine that this service runs on.
 */
@Component
final class Machine {

	private final CentralProcessor processor;

	private final GlobalMemory memory;

	private final FileStore disk;

	private final Facts facts;

	private long[] ticks;

	Machine() throws IOException {
		SystemInfo system = new SystemInfo();
		this.processor = system.getHardware().getProcessor();
		this.memory = system.getHardware().getMemory();
		// The disk that would fill up under this service.
		this.disk = Files.getFileStore(Path.of("").toAbsolutePath());
		this.ticks = this.processor.getSystemCpuLoadTicks();
		OperatingSystem os = system.getOperatingSystem();
		this.facts = new Facts(os.getNetworkParams().getHostName(),
				os.getFamily() + " " + os.getVersionInfo().getVersion(), this.processor.getLogicalProcessorCount(),
				this.memory.getTotal(), this.disk.getTotalSpace());
	}

	/** The attributes of a reading. */
	static DeviceAttribute[] attributes() {
		return new DeviceAttribute[] { attribute("cpu", "Time that the processors were busy, in per cent"),
				attribute("memory", "Memory in use, in per cent"), attribute("load", "Load average over one minute"),
				attribute("disk", "Disk space in use, in per cent") };
	}

	private static DeviceAttribute attribute(String name, String description) {
		return DeviceAttribute.of(name, DataType.NUMBER).withDescription(description);
	}

	Facts facts() {
		return this.facts;
	}

	/**
	 * Reads the figures, off the event loops: the operating system's files block. Not to
	 * be called again before it completes.
	 */
	Mono<DeviceState> read() {
		return Mono.fromCallable(this::readNow).subscribeOn(Schedulers.boundedElastic());
	}

	private DeviceState readNow() throws IOException {
		Map<String, Object> figures = new LinkedHashMap<>();
		figures.put("cpu", rounded(100 * this.processor.getSystemCpuLoadBetweenTicks(this.ticks)));
		this.ticks = this.processor.getSystemCpuLoadTicks();
		figures.put("memory", used(this.memory.getAvailable(), this.memory.getTotal()));
		double load = this.processor.getSystemLoadAverage(1)[0];
		// Windows has no load average.
		if (load >= 0) {
			figures.put("load", rounded(load));
		}
		figures.put("disk", used(this.disk.getUnallocatedSpace(), this.disk.getTotalSpace()));
		return DeviceState.of(figures);
	}

	private static BigDecimal used(long available, long total) {
		return rounded((total > 0) ? 100.0 * (total - available) / total : 0);
	}

	private static BigDecimal rounded(double figure) {
		return BigDecimal.valueOf(figure).setScale(2, RoundingMode.HALF_UP);
	}

	/**
	 * What does not change while the service runs; sizes are in bytes.
	 */
	record Facts(String name, String system, int processors, long memory, long disk) {
	}

}
