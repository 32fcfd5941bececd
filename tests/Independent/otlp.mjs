// A collector that decodes what it gets with OpenTelemetry's own library for Node.
// Usage: node otlp.mjs OTLP_ROOT. Prints its URL, and then one line of JSON per request.
import http from 'node:http';
import { createRequire } from 'node:module';

const { collector } = createRequire(import.meta.url)(process.argv[2]).opentelemetry.proto;
const types = {
  '/v1/traces': collector.trace.v1.ExportTraceServiceRequest,
  '/v1/metrics': collector.metrics.v1.ExportMetricsServiceRequest,
};
const hex = (_, value) => value?.type === 'Buffer' ? Buffer.from(value.data).toString('hex') : value;

http.createServer(async (request, response) => {
  const parts = [];
  for await (const part of request) parts.push(part);
  const type = types[request.url];
  const body = type.toObject(type.decode(Buffer.concat(parts)), { longs: Number });
  console.log(JSON.stringify({ url: request.url, key: request.headers['x-api-key'], ...body }, hex));
  response.writeHead(200, { 'content-type': 'application/x-protobuf' }).end();
}).listen(0, '127.0.0.1', function () { console.log(`http://127.0.0.1:${this.address().port}`); });
