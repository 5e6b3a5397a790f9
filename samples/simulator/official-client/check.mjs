// Runs Losant's own JavaScript client, unmodified, against a simulator:
//
//   npm ci
//   node check.mjs BASE_URL APPLICATION_ID TOKEN [KEY SECRET EMAIL PASSWORD]
//
// Each action is called and its answer checked; one line is printed for each, and the
// first mismatch ends the run with code 1. Actions that are younger than the client go
// through its generic request method, and their lines say so. OfficialClientTest compares
// the lines with the list of all actions.

import assert from 'node:assert/strict';
import losant from 'losant-rest';

const [url, applicationId, accessToken, key = 'simulator-key', secret = 'simulator-secret',
  email = 'user@example.com', password = 'simulator-password'] = process.argv.slice(2);
if (!accessToken) {
  console.error('usage: node check.mjs BASE_URL APPLICATION_ID TOKEN [KEY SECRET EMAIL PASSWORD]');
  process.exit(2);
}

const PATIENCE = 150_000;
const NOBODY = '000000000000000000000000';
const MINUTE = 60_000;

setTimeout(() => fail('the whole check', new Error(`not done after ${PATIENCE} ms`)), PATIENCE).unref();

const APPLICATION = '/applications/{applicationId}';
const DEVICES = `${APPLICATION}/devices`;
const DEVICE = `${DEVICES}/{deviceId}`;

// method, path and name of the body of the actions that not every version of the client has
const YOUNGER = {
  'device.payloadCounts': ['GET', `${DEVICE}/payloadCounts`],
  'device.payloadCountsBreakdown': ['GET', `${DEVICE}/payloadCountsBreakdown`],
  'devices.restore': ['POST', `${DEVICES}/restore`, 'options'],
  'devices.getCompositeState': ['GET', `${DEVICES}/compositeState`],
  'devices.payloadCounts': ['POST', `${DEVICES}/payloadCounts`, 'options'],
  'devices.deviceNames': ['GET', `${DEVICES}/deviceNames`],
  'deviceAttributes.get': ['GET', `${DEVICE}/attributes`],
  'deviceAttributes.post': ['POST', `${DEVICE}/attributes`, 'deviceAttribute'],
  'deviceAttribute.get': ['GET', `${DEVICE}/attributes/{name}`],
  'deviceAttribute.patch': ['PATCH', `${DEVICE}/attributes/{name}`, 'deviceAttribute'],
  'deviceAttribute.delete': ['DELETE', `${DEVICE}/attributes/{name}`],
  'applicationJobLogs.get': ['GET', `${APPLICATION}/jobLogs`],
  'applicationJobLog.get': ['GET', `${APPLICATION}/jobLogs/{jobId}`],
};

const api = losant.createClient({ url, accessToken });

function call(name, params = {}, client = api) {
  const [resource, action] = name.split('.');
  const all = { applicationId, ...params };
  if (client[resource]?.[action]) {
    return client[resource][action](all);
  }
  const [method, template, body] = YOUNGER[name];
  const query = { _actions: false, _links: true, _embedded: true, ...all };
  const path = template.replace(/\{(\w+)}/g, (match, variable) => {
    const value = query[variable];
    delete query[variable];
    return encodeURIComponent(value);
  });
  const data = body ? query[body] : undefined;
  delete query[body];
  delete query.applicationId;
  // the client's own way to put an object into a query
  const texts = Object.fromEntries(Object.entries(query)
    .map(([field, value]) => [field, field === 'query' ? JSON.stringify(value) : value]));
  return client.request({ method, url: path, params: texts, data });
}

async function check(name, test) {
  const [resource, action] = name.split('.');
  try {
    await test();
    console.log(`ok ${name}${api[resource]?.[action] ? '' : ' (generic request)'}`);
  } catch (err) {
    fail(name, err);
  }
}

function fail(name, err) {
  console.error(`FAILED ${name}: ${err.stack ?? err}`);
  process.exit(1);
}

async function refused(promise, statusCode, type, message) {
  await assert.rejects(promise, (err) => {
    assert.equal(err.statusCode, statusCode);
    assert.equal(err.type, type);
    assert.match(err.message, message);
    return true;
  });
}

function isJob(answer) {
  assert.equal(answer.success, true);
  assert.equal(answer.jobQueued, true);
  assert.match(answer.jobId, /^\w{1,21}$/);
}

// what stands in a bare map beside the fields of Losant's own
function entries(map) {
  return Object.fromEntries(Object.entries(map).filter(([name]) => !name.startsWith('_')));
}

const success = { success: true };
const marker = `check-${process.pid}`;
const mine = { tags: { $tagKey: 'check', $tagValue: marker } };
const time = Date.now() - MINUTE;
const iso = new Date(time).toISOString();
const attributes = [{ name: 'temperature', dataType: 'number' }, { name: 'door', dataType: 'boolean' }];
const tags = [{ key: 'check', value: marker }, { key: 'site', value: 'Berlin & Bonn' }];
let deviceId;
let otherId;

await check('devices.post', async () => {
  const device = { name: `${marker} a`, description: 'of the check', tags, attributes };
  const made = await call('devices.post', { device });
  assert.match(made.id, /^[0-9a-f]{24}$/);
  assert.equal(made.deviceId, made.id);
  assert.equal(made.applicationId, applicationId);
  assert.equal(made.deviceClass, 'standalone');
  assert.deepEqual(made.tags, tags);
  assert.deepEqual(made.attributes, attributes);
  deviceId = made.id;
  otherId = (await call('devices.post', { device: { ...device, name: `${marker} b`, deviceClass: 'gateway' } })).id;
  await refused(call('devices.post', { device: {} }), 400, 'Validation', /name/);
});

await check('device.get', async () => {
  const device = await call('device.get', { deviceId });
  assert.equal(device.name, `${marker} a`);
  assert.equal(device.connectionInfo.connected, null);
  assert.equal((await call('device.get', { deviceId, excludeConnectionInfo: true })).connectionInfo, undefined);
  await refused(call('device.get', { deviceId: NOBODY }), 404, 'NotFound', /Device was not found/);
  const stranger = losant.createClient({ url, accessToken: 'guessed' });
  await refused(call('device.get', { deviceId }, stranger), 401, 'Unauthorized', /token/);
});

await check('devices.get', async () => {
  const list = await call('devices.get', {
    sortField: 'name', sortDirection: 'desc', page: 0, perPage: 10, filterField: 'name', filter: `${marker} *`,
    deviceClass: ['standalone', 'gateway'], tagFilter: [{ key: 'site', value: 'Berlin & Bonn' }, { key: 'check' }],
  });
  assert.deepEqual(list.items.map((device) => device.id), [otherId, deviceId]);
  assert.equal(list.count, 2);
  assert.equal(list.totalCount, 2);
  assert.equal(list.perPage, 10);
  assert.equal(list.page, 0);
  assert.equal(list.sortDirection, 'desc');
  const one = await call('devices.get', { query: { ...mine, deviceClass: { $in: ['gateway'] } } });
  assert.deepEqual(one.items.map((device) => device.id), [otherId]);
  await refused(call('devices.get', { query: { color: 'red' } }), 400, 'Validation', /query\.color/);
});

await check('device.stateStream', async () => {
  const stream = await call('device.stateStream', { deviceId, keepAliveInterval: 1 });
  try {
    const event = new Promise((resolve) => stream.addEventListener('deviceState', resolve));
    await call('device.sendState', { deviceId, deviceState: { time, data: { temperature: -18.5, door: true } } });
    assert.deepEqual(JSON.parse((await event).data), { time: iso, data: { temperature: -18.5, door: true } });
  } finally {
    stream.close();
  }
});

await check('device.commandStream', async () => {
  const stream = await call('device.commandStream', { deviceId, keepAliveInterval: 1 });
  try {
    const event = new Promise((resolve) => stream.addEventListener('deviceCommand', resolve));
    await call('device.sendCommand', { deviceId, deviceCommand: { time, name: 'defrost', payload: [1, { a: null }] } });
    assert.deepEqual(JSON.parse((await event).data), { time: iso, name: 'defrost', payload: [1, { a: null }] });
  } finally {
    stream.close();
  }
});

await check('device.sendState', async () => {
  const later = { time: { $date: new Date(time + 1000).toISOString() }, data: { temperature: -17 } };
  assert.deepEqual(await call('device.sendState', { deviceId, deviceState: [later] }), success);
  await refused(call('device.sendState', { deviceId, deviceState: { data: { temperature: null } } }), 400,
    'Validation', /deviceState\.data\.temperature/);
});

await check('device.getState', async () => {
  const last = { time: new Date(time + 1000).toISOString(), data: { temperature: -17 } };
  assert.deepEqual(await call('device.getState', { deviceId }), [last]);
  const all = await call('device.getState', { deviceId, limit: 10, since: time });
  assert.deepEqual(all, [last, { time: iso, data: { temperature: -18.5, door: true } }]);
});

await check('device.getCompositeState', async () => {
  const state = await call('device.getCompositeState', { deviceId });
  assert.equal(state._type, 'compositeDeviceState');
  assert.deepEqual(entries(state), {
    temperature: { time: new Date(time + 1000).toISOString(), value: -17 }, door: { time: iso, value: true },
  });
  const some = await call('device.getCompositeState', { deviceId, attributes: 'door,other' });
  assert.deepEqual(Object.keys(entries(some)), ['door']);
});

await check('device.sendCommand', async () => {
  assert.deepEqual(await call('device.sendCommand', { deviceId, deviceCommand: { name: 'light' } }), success);
});

await check('device.getCommand', async () => {
  assert.equal((await call('device.getCommand', { deviceId }))[0].name, 'light');
  const all = await call('device.getCommand', { deviceId, limit: 10 });
  assert.deepEqual(all[1], { time: iso, name: 'defrost', payload: [1, { a: null }] });
});

await check('device.setConnectionStatus', async () => {
  const connected = { status: 'connected', connectedAt: time, ipAddress: '127.0.0.1' };
  assert.deepEqual(await call('device.setConnectionStatus', { deviceId, connectionStatus: connected }), success);
  const gone = { status: 'disconnected', disconnectedAt: time + 10, disconnectReason: 'test', messagesFromClient: 2 };
  assert.deepEqual(await call('device.setConnectionStatus', { deviceId, connectionStatus: gone }), success);
});

await check('device.getLogEntries', async () => {
  assert.deepEqual(await call('device.getLogEntries', { deviceId, limit: 2 }), [
    { connected: 0, time: new Date(time + 10).toISOString(), disconnectReason: 'test', messagesFromClient: 2 },
    { connected: 1, time: iso, ipAddress: '127.0.0.1' },
  ]);
});

await check('device.patch', async () => {
  const patched = await call('device.patch', { deviceId, device: { description: '', parentId: null } });
  assert.equal(patched.description, '');
  assert.equal(patched.parentId, null);
  assert.deepEqual(patched.tags, tags);
  await refused(call('device.patch', { deviceId, device: { id: deviceId } }), 400, 'Validation', /device\.id/);
});

await check('device.payloadCounts', async () => {
  assert.deepEqual(await call('device.payloadCounts', { deviceId }),
    { deviceState: 2, deviceCommand: 2, deviceConnect: 1, deviceDisconnect: 1 });
});

await check('device.payloadCountsBreakdown', async () => {
  const breakdown = await call('device.payloadCountsBreakdown', { deviceId, resolution: 3600000 });
  assert.equal(breakdown.counts.reduce((sum, count) => sum + count.value, 0), 6);
});

await check('deviceAttributes.post', async () => {
  const made = await call('deviceAttributes.post', { deviceId, deviceAttribute: { name: 'note', dataType: 'string' } });
  assert.deepEqual(made, { name: 'note', dataType: 'string', applicationId, deviceId });
});

await check('deviceAttributes.get', async () => {
  const list = await call('deviceAttributes.get', { deviceId, sortField: 'name', sortDirection: 'desc' });
  assert.deepEqual(list.items.map((attribute) => attribute.name), ['temperature', 'note', 'door']);
});

await check('deviceAttribute.patch', async () => {
  const patched = await call('deviceAttribute.patch', { deviceId, name: 'note', deviceAttribute: { description: 'x' } });
  assert.equal(patched.description, 'x');
});

await check('deviceAttribute.get', async () => {
  assert.equal((await call('deviceAttribute.get', { deviceId, name: 'note' })).dataType, 'string');
  await refused(call('deviceAttribute.get', { deviceId, name: 'other' }), 404, 'NotFound', /attribute/);
});

await check('deviceAttribute.delete', async () => {
  assert.deepEqual(await call('deviceAttribute.delete', { deviceId, name: 'note' }), success);
});

await check('devices.attributeNames', async () => {
  const names = await call('devices.attributeNames', { query: mine, dataType: ['boolean', 'blob'] });
  assert.deepEqual(names, { attributeNames: ['door'] });
});

await check('devices.tagKeys', async () => {
  assert.deepEqual(await call('devices.tagKeys', { query: mine, startsWith: 'S' }), { tagKeys: ['site'] });
});

await check('devices.tagValues', async () => {
  assert.deepEqual(await call('devices.tagValues', { query: mine, key: 'site' }),
    { tagKey: 'site', tagValues: ['Berlin & Bonn'] });
});

await check('devices.deviceNames', async () => {
  const names = await call('devices.deviceNames', { query: mine });
  assert.deepEqual(names.deviceSummary[1], { id: otherId, deviceClass: 'gateway', name: `${marker} b` });
});

await check('devices.getCompositeState', async () => {
  const list = await call('devices.getCompositeState', { query: mine, attributes: 'temperature' });
  assert.equal(list.totalCount, 2);
  assert.equal(list.items[0].compositeState.temperature.value, -17);
  assert.deepEqual(list.items[1].compositeState, {});
});

await check('devices.sendCommand', async () => {
  const command = { name: 'all', deviceQuery: mine };
  assert.deepEqual(await call('devices.sendCommand', { multiDeviceCommand: command }), success);
  assert.equal((await call('device.getCommand', { deviceId: otherId }))[0].name, 'all');
});

await check('devices.patch', async () => {
  const operations = [{ operation: 'set', target: 'tag', value: { key: 'floor', value: '8' } }];
  const answer = await call('devices.patch', { patchInfo: { query: mine, updateOperations: operations } });
  assert.deepEqual(answer, { updated: 2, failed: 0, skipped: 0 });
  const again = { deviceIds: [deviceId, otherId], updateFields: { description: 'same' } };
  assert.equal((await call('devices.patch', { patchInfo: again })).updated, 2);
});

await check('data.timeSeriesQuery', async () => {
  const data = await call('data.timeSeriesQuery', {
    query: { deviceIds: [deviceId], attributes: ['temperature'], start: time, end: time + MINUTE,
      resolution: MINUTE, aggregation: 'MEAN' },
  });
  assert.deepEqual(data.devices[deviceId].points, [{ time: iso, data: { temperature: -17.75 } }]);
  assert.deepEqual(data.devices[deviceId].tags.floor, ['8']);
});

await check('data.lastValueQuery', async () => {
  const data = await call('data.lastValueQuery', { query: { deviceIds: [deviceId, otherId], attribute: 'door' } });
  assert.deepEqual(entries(data), { [deviceId]: { time: iso, data: { door: true } } });
});

await check('data.export', async () => {
  isJob(await call('data.export', { query: { deviceIds: [deviceId], email: 'a+b@example.com' } }));
});

await check('device.export', async () => {
  isJob(await call('device.export', { deviceId, start: 1, end: 0, email: 'a+b@example.com' }));
});

await check('devices.export', async () => {
  isJob(await call('devices.export', { options: { query: mine, callbackUrl: 'https://example.com/?a=1' } }));
});

await check('devices.payloadCounts', async () => {
  isJob(await call('devices.payloadCounts', { options: { query: mine, start: -1000, end: 0 } }));
});

await check('device.removeData', async () => {
  isJob(await call('device.removeData', { deviceId, start: time + 1, end: 0 }));
  assert.equal((await call('device.getState', { deviceId, limit: 10 })).length, 1);
});

await check('devices.removeData', async () => {
  isJob(await call('devices.removeData', { options: { query: mine, keepConnectionHistory: true } }));
  assert.deepEqual(await call('device.getState', { deviceId, limit: 10 }), []);
  assert.equal((await call('device.getLogEntries', { deviceId })).length, 1);
});

await check('applicationJobLogs.get', async () => {
  const logs = await call('applicationJobLogs.get', { query: { resourceId: deviceId }, perPage: 5 });
  assert.deepEqual(logs.items.map((log) => log.status), ['completed', 'completed']);
});

await check('applicationJobLog.get', async () => {
  const [log] = (await call('applicationJobLogs.get', { query: { resourceId: deviceId } })).items;
  assert.deepEqual(await call('applicationJobLog.get', { jobId: log.id }), log);
});

await check('device.delete', async () => {
  assert.deepEqual(await call('device.delete', { deviceId }), success);
  await refused(call('device.get', { deviceId }), 404, 'NotFound', /Device/);
});

await check('devices.delete', async () => {
  assert.deepEqual(await call('devices.delete', { options: { query: mine } }), { removed: 1, failed: 0 });
  assert.equal((await call('devices.get', { query: mine })).totalCount, 0);
});

await check('devices.restore', async () => {
  assert.deepEqual(await call('devices.restore', { options: { query: { id: deviceId } } }), { restored: 1, failed: 0 });
  isJob(await call('devices.restore', { options: { query: mine, forceJob: true } }));
  assert.equal((await call('devices.get', { query: mine })).totalCount, 2);
});

await check('application.get', async () => {
  const application = await call('application.get');
  assert.equal(application.id, applicationId);
  assert.equal(application.summary.deviceCount >= 2, true);
});

await check('auth.authenticateDevice', async () => {
  const credentials = { deviceId, key, secret };
  const authed = await api.auth.authenticateDevice({ credentials });
  assert.equal(authed.applicationId, applicationId);
  assert.equal(authed.deviceClass, 'standalone');
  const self = losant.createClient({ url, accessToken: authed.token });
  assert.deepEqual(await call('device.sendState', { deviceId, deviceState: { data: { door: false } } }, self), success);
  await refused(call('device.delete', { deviceId }, self), 403, 'Forbidden', /scopes/);
  await refused(api.auth.authenticateDevice({ credentials: { ...credentials, secret: 'guessed' } }), 401,
    'Unauthorized', /authentication/);
});

let userToken;

await check('auth.authenticateUser', async () => {
  const authed = await api.auth.authenticateUser({ credentials: { email, password, tokenTTL: 3600 } });
  assert.match(authed.userId, /^[0-9a-f]{24}$/);
  userToken = authed.token;
});

await check('me.refreshToken', async () => {
  const user = losant.createClient({ url, accessToken: userToken });
  const renewed = await user.me.refreshToken();
  assert.notEqual(renewed.token, userToken);
  user.setOption('accessToken', renewed.token);
  assert.equal((await call('device.get', { deviceId }, user)).id, deviceId);
});

await call('devices.delete', { options: { query: mine } });
