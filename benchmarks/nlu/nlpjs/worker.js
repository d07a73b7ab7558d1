// nlp.js in a process of its own; speaks what benchmarks/nlu/worker.py speaks.
'use strict';

const readline = require('node:readline');

const before = process.memoryUsage().rss;
const say = (thing) => process.stdout.write(`${JSON.stringify(thing)}\n`);
const now = () => Number(process.hrtime.bigint()) / 1e9;
const processor = (since) => {
  const used = process.cpuUsage(since);
  return (used.user + used.system) / 1e6;
};
const language = process.argv[2] || 'en';
console.log = () => {};

async function train(examples) {
  const { dockStart } = require('@nlpjs/basic');
  const dock = await dockStart({
    settings: {
      nlp: { languages: [language], autoSave: false, autoLoad: false, log: false, nlu: { log: false } },
    },
    use: ['Basic'],
  });
  const nlp = dock.get('nlp');
  for (const [intent, texts] of Object.entries(examples)) {
    for (const text of texts) nlp.addDocument(language, text, intent);
  }
  await nlp.train();
  return nlp;
}

async function main() {
  say({ bytes: before });
  let nlp;
  for await (const line of readline.createInterface({ input: process.stdin })) {
    const asked = JSON.parse(line);
    if (asked.train) {
      const began = now();
      const used = process.cpuUsage();
      nlp = await train(asked.train);
      say({
        seconds: now() - began,
        processor: processor(used),
        bytes: JSON.stringify(nlp.toJSON()).length,
      });
    } else if (asked.ask) {
      const best = [];
      const seconds = [];
      for (const text of asked.ask) {
        const began = now();
        const found = await nlp.process(language, text);
        seconds.push(now() - began);
        const known = found.intent && found.intent !== 'None';
        best.push([known ? found.intent : '', known ? found.score : 0]);
      }
      say({ best, seconds });
    } else {
      say({ bytes: process.memoryUsage().rss });
    }
  }
}

main();
