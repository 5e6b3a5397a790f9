package io.losant4j;

import io.losant4j.bulk.BulkUpdates;
import io.losant4j.bulk.StateWriter;
import io.losant4j.bulk.StateWriters;
import io.losant4j.bulk.WriterOptions;
import io.losant4j.data.DataActions;
import io.losant4j.data.DataHandles;
import io.losant4j.device.DeviceActions;
import io.losant4j.device.DeviceHandles;
import io.losant4j.device.DevicesActions;
import io.losant4j.job.ApplicationJobLogsActions;
import io.losant4j.job.JobHandles;

final class DefaultLosantApplication implements LosantApplication {

	private final DeviceHandles handles;

	private final StateWriters writers;

	private final DevicesActions devices;

	private final DataActions data;

	private final ApplicationJobLogsActions jobs;

	DefaultLosantApplication(DeviceHandles handles, DataHandles data, JobHandles jobs, StateWriters writers,
			String id) {
		this.handles = handles;
		this.writers = writers;
		this.devices = handles.devices(id);
		this.data = data.data(id);
		this.jobs = jobs.jobs(id);
	}

	@Override
	public String id() {
		return this.devices.applicationId();
	}

	@Override
	public DeviceActions device(String deviceId) {
		return this.handles.device(id(), deviceId);
	}

	@Override
	public DevicesActions devices() {
		return this.devices;
	}

	@Override
	public BulkUpdates bulk() {
		return BulkUpdates.of(this.devices, this::device);
	}

	@Override
	public DataActions data() {
		return this.data;
	}

	@Override
	public StateWriter stateWriter(WriterOptions options) {
		return this.writers.writer(id(), options);
	}

	@Override
	public ApplicationJobLogsActions jobs() {
		return this.jobs;
	}

	@Override
	public String toString() {
		return "LosantApplication[" + id() + "]";
	}

}
