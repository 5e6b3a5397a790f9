// Losant's own JavaScript client as a contender: speaks as Worker.java does.
//
//   node worker.mjs FOLDER_WITH_NODE_MODULES BASE_URL

import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';

const [packages, url] = process.argv.slice(2);
const losant = createRequire(packages)('losant-rest');
const api = losant.createClient({ url, accessToken: 'token-of-no-worth' });

const IN_FLIGHT = 64;
const BATCH = 100;
const applicationId = '575ec8687ae143cd83dc4a97';
const deviceId = '0'.repeat(24);
const state = () => ({ time: Date.now(), data: { temperature: -18.4, humidity: 54, door: 'closed' } });

async function many(times, inFlight, one) {
  let begun = 0;
  const next = async () => {
    while (begun++ < times) {
      await one();
    }
  };
  await Promise.all(Array.from({ length: inFlight }, next));
  return times;
}

async function events(times) {
  const stream = await api.device.stateStream({ applicationId, deviceId });
  let came = 0;
  await new Promise((resolve) => stream.addEventListener('deviceState', (event) => {
    JSON.parse(event.data);
    if (++came === times) {
      resolve();
    }
  }));
  stream.close();
  return times;
}

const sendState = () => api.device.sendState({ applicationId, deviceId, deviceState: state() });
const sendStates = () => api.device.sendState({ applicationId, deviceId, deviceState: Array.from({ length: BATCH }, state) });

const chunks = {
  SEND_STATE: () => many(500, IN_FLIGHT, sendState),
  GET_DEVICE: () => many(500, IN_FLIGHT, () => api.device.get({ applicationId, deviceId })),
  GET_PAGE: () => many(4, 1, () => api.devices.get({ applicationId, perPage: 1_000 })),
  EVENTS: () => events(50_000),
  SEND_BATCHES: async () => BATCH * await many(100, IN_FLIGHT, sendStates),
};

for await (const line of createInterface({ input: process.stdin })) {
  const [work, number] = line.split(' ');
  if (work === 'CAN') {
    console.log(String(number in chunks));
    continue;
  }
  const before = process.cpuUsage();
  let operations = 0;
  let cpu;
  do {
    operations += await chunks[work]();
    const { user, system } = process.cpuUsage(before);
    cpu = user + system;
  } while (cpu < number * 1_000);
  console.log(`${operations} ${cpu * 1_000} 0`);
}
