/** Web addresses of the catalogues: the one place of the tool that touches the network, and only for `dossier urls`. */
export { PROBE_LIMITS, type ProbeOptions, probeUrls } from './probe.js';
export { readUrlRecord, writeUrlRecord } from './record.js';
export { httpTransport, type Transport } from './transport.js';
