/**
 * `npm run bench -- <name>`: measures, and prints beside it what is aimed at.
 *
 *   latency  how fast the embedded AWS starts, and answers beside moto
 *   load     load time and peak memory of every compiled action, and the size of what a job downloads
 *   proxy    requests per second through one listener of the embedded load balancer, next to a plain Node proxy
 *   story    the story of four releases in virtual time
 *   switch   how soon blue-green-switch acts, how soon it rolls back, what visitors notice, and how often it calls AWS
 */
const benches: Readonly<Record<string, () => Promise<void>>> = {
  latency: async () => (await import('./bench/latency.ts')).benchLatency(),
  load: async () => (await import('./bench/load.ts')).benchLoad(),
  proxy: async () => (await import('./bench/proxy.ts')).benchProxy(),
  story: async () => (await import('./bench/story.ts')).benchStory(),
  switch: async () => (await import('./bench/switch.ts')).benchSwitch(),
};

const [name = ''] = process.argv.slice(2);
const bench = benches[name];
if (bench) {
  await bench();
} else {
  console.error(`npm run bench -- <name>, where the name is one of: ${Object.keys(benches).join(', ')}`);
  process.exitCode = 1;
}
