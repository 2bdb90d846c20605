'use strict'
// ponos as a peer: the same measurements as the .NET legs, printed as the same lines `metric,value`.
//
// usage: node drive.js throughput|latency|survive-publish|survive-consume published|persistent [--messages N] [--rate N] [--seconds N]
//
// `published` is ponos as it comes: messages are transient, and a publish resolves without waiting for the broker's confirm. `persistent` adds the
// delivery mode and waits for the confirms of each 256. The queue is a durable classic one, which is all that ponos can declare.

process.env.LOG_LEVEL_STDOUT = process.env.LOG_LEVEL_STDOUT || 'fatal'
process.env.WORKER_MONITOR_DISABLED = 'true'
const { Server } = require('ponos')
const RabbitMQ = require('ponos/lib/rabbitmq')

const [mode, flavour] = process.argv.slice(2)
const option = (name, otherwise) => {
  const at = process.argv.indexOf(`--${name}`)
  return at < 0 ? otherwise : Number(process.argv[at + 1])
}
const messages = option('messages', 20000)
const broker = { hostname: '127.0.0.1', port: Number(process.env.SLIPWAY_BENCH_AMQP_PORT), username: 'guest', password: 'guest' }
const application = `benchmark-${flavour}`
const filler = 'x'.repeat(512 - 100)
const persistent = flavour === 'persistent'
const publishOptions = () => persistent ? { deliveryMode: 2 } : undefined

const now = () => Number(process.hrtime.bigint()) / 1e6
const write = (metric, value) => console.log(`${metric},${Math.round(value * 10000) / 10000}`)
const sleep = milliseconds => new Promise(resolve => setTimeout(resolve, milliseconds))

const arrivals = {
  begin (expected) {
    Object.assign(this, { seen: new Set(), copies: 0, outOfOrder: 0, last: -1, expected, latencies: [] })
    return new Promise(resolve => { this.complete = resolve })
  },
  add (job) {
    if (this.seen.has(job.number)) { this.copies++; return }
    this.seen.add(job.number)
    if (job.sentAt) this.latencies.push(now() - job.sentAt)
    if (job.number < this.last) this.outOfOrder++
    this.last = Math.max(this.last, job.number)
    if (this.seen.size === this.expected) this.complete()
  }
}

async function openPublisher () {
  const publisher = new RabbitMQ(Object.assign({ name: application, tasks: ['parcel'] }, broker))
  await publisher.connect()
  return publisher
}

async function openServer () {
  const server = new Server({
    name: application,
    rabbitmq: Object.assign({ channel: { prefetch: 100 }, tasks: ['parcel'] }, broker),
    tasks: { parcel: async job => arrivals.add(job) }
  })
  await server.start()
  return server
}

const parcel = (number, sentAt) => ({ number, key: '', sentAt: sentAt || 0, filler })

async function publish (publisher, count) {
  for (let i = 0; i < count; i++) {
    await publisher.publishTask('parcel', parcel(i), publishOptions())
    if (persistent && i % 256 === 255) await publisher.publishChannel.waitForConfirms()
    // Consumer and publisher share this process: let what has arrived be handled.
    if (i % 64 === 63) await new Promise(setImmediate)
  }
  if (persistent) await publisher.publishChannel.waitForConfirms()
}

async function carry (publisher, count) {
  const complete = arrivals.begin(count)
  await publish(publisher, count)
  await complete
}

async function throughput () {
  const publisher = await openPublisher()
  await openServer()
  await carry(publisher, Math.min(4000, Math.max(100, Math.floor(messages / 5))))
  const cpu = process.cpuUsage()
  const start = now()
  await carry(publisher, messages)
  const seconds = (now() - start) / 1000
  const used = process.cpuUsage(cpu)
  write('messages_per_s', messages / seconds)
  write('cpu_us_per_message', (used.user + used.system) / messages)
  write('handled_twice', arrivals.copies)
  write('out_of_order', arrivals.outOfOrder)
  write('durable', persistent ? 1 : 0)
  write('confirmed', persistent ? 1 : 0)
  write('transactional', 0)
  write('deduplicated', 0)
}

async function latency () {
  const publisher = await openPublisher()
  await openServer()
  const rate = option('rate', 500)
  for (const count of [rate * 2, rate * option('seconds', 10)]) {
    const complete = arrivals.begin(count)
    const start = now()
    for (let i = 0; i < count; i++) {
      const at = start + i * 1000 / rate
      while (now() < at) await sleep(1)
      publisher.publishTask('parcel', parcel(i, at), publishOptions())
    }
    await complete
  }
  const sorted = arrivals.latencies.sort((a, b) => a - b)
  const at = share => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]
  write('p50_ms', at(0.5))
  write('p99_ms', at(0.99))
  write('max_ms', sorted[sorted.length - 1])
}

async function survivePublish () {
  const publisher = await openPublisher()
  await publish(publisher, messages)
  // As published it says nothing about what the broker has; its own `disconnect` is what waits.
  await publisher.disconnect()
  write('published_before_kill', messages)
}

async function surviveConsume () {
  const complete = arrivals.begin(messages)
  let whole = false
  complete.then(() => { whole = true })
  // The server alone declares nothing: without a publisher's declaration it would fail on a fresh broker.
  await openPublisher()
  await openServer()
  for (let before = -1; !whole && before !== arrivals.seen.size;) {
    before = arrivals.seen.size
    await Promise.race([complete, sleep(4000)])
  }
  write('lost_after_kill', messages - arrivals.seen.size)
}

const modes = { throughput, latency, 'survive-publish': survivePublish, 'survive-consume': surviveConsume }
if (!modes[mode] || !['published', 'persistent'].includes(flavour)) {
  console.error('usage: node drive.js throughput|latency|survive-publish|survive-consume published|persistent')
  process.exit(2)
}
modes[mode]().then(() => process.exit(0), error => { console.error(error); process.exit(1) })
