// Parses a YAML file with js-yaml: once, or N times with the median milliseconds printed.
const fs = require('fs');
const yaml = require('js-yaml');

const [file, times] = process.argv.slice(2);
const once = () => {
  const started = process.hrtime.bigint();
  yaml.load(fs.readFileSync(file, 'utf8'));
  return Number(process.hrtime.bigint() - started) / 1e6;
};
if (times === undefined) {
  once();
} else {
  for (let i = 0; i < 5; i++) once();
  const taken = Array.from({ length: Number(times) }, once).sort((a, b) => a - b);
  console.log(taken[Math.floor(taken.length / 2)].toFixed(3));
}
