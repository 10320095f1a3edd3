/** Kinds of recording that a browser makes or a person uploads. */
export type RecordingMime = 'audio/wav' | 'audio/webm' | 'audio/ogg' | 'audio/mp4' | 'audio/mpeg';

/** Names that browsers give them. */
const ALIASES: Readonly<Record<string, RecordingMime>> = {
  'audio/wav': 'audio/wav',
  'audio/wave': 'audio/wav',
  'audio/x-wav': 'audio/wav',
  'audio/webm': 'audio/webm',
  'video/webm': 'audio/webm',
  'audio/ogg': 'audio/ogg',
  'audio/mp4': 'audio/mp4',
  'audio/m4a': 'audio/mp4',
  'audio/x-m4a': 'audio/mp4',
  'audio/mpeg': 'audio/mpeg',
  'audio/mp3': 'audio/mpeg',
};

const latin = (bytes: Uint8Array, from: number, to: number) =>
  String.fromCharCode(...bytes.subarray(from, Math.min(to, bytes.length)));

/** The kind by the first bytes. */
function sniff(bytes: Uint8Array): RecordingMime | undefined {
  if (latin(bytes, 0, 4) === 'RIFF' && latin(bytes, 8, 12) === 'WAVE') return 'audio/wav';
  if (latin(bytes, 0, 4) === 'OggS') return 'audio/ogg';
  if (latin(bytes, 4, 8) === 'ftyp') return 'audio/mp4';
  if (latin(bytes, 0, 4) === '\x1a\x45\xdf\xa3') return 'audio/webm';
  const isFrame = bytes[0] === 0xff && ((bytes[1] ?? 0) & 0xe6) === 0xe2;
  if (latin(bytes, 0, 3) === 'ID3' || isFrame) return 'audio/mpeg';
  return undefined;
}

/** The kind of a recording if its declared type is allowed and its bytes are of that type. */
export function recordingMime(bytes: Uint8Array, declared: string): RecordingMime | undefined {
  const [type = ''] = declared.toLowerCase().split(';');
  const allowed = ALIASES[type.trim()];
  return allowed !== undefined && allowed === sniff(bytes) ? allowed : undefined;
}

/**
 * How long a recording lasts, read from its container; undefined where that does not say (fragmented MP4, damage).
 */
export function recordingDurationMs(bytes: Uint8Array, mime: RecordingMime): number | undefined {
  try {
    return READERS[mime](bytes, new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  } catch (error) {
    // Reading past the end of a damaged file.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

type Reader = (bytes: Uint8Array, view: DataView) => number | undefined;

const READERS: Readonly<Record<RecordingMime, Reader>> = {
  'audio/wav': wavDuration,
  'audio/ogg': oggDuration,
  'audio/webm': webmDuration,
  'audio/mp4': mp4Duration,
  'audio/mpeg': mp3Duration,
};

function wavDuration(bytes: Uint8Array, view: DataView): number | undefined {
  let byteRate = 0;
  for (let at = 12; at + 8 <= bytes.length; ) {
    const size = view.getUint32(at + 4, true);
    const name = latin(bytes, at, at + 4);
    if (name === 'fmt ') byteRate = view.getUint32(at + 16, true);
    if (name === 'data') {
      return byteRate > 0 ? (Math.min(size, bytes.length - at - 8) * 1000) / byteRate : undefined;
    }
    at += 8 + size + (size % 2);
  }
  return undefined;
}

/** RFC 3533: the granule position of the last page counts samples; of Opus (RFC 7845) always at 48 kHz. */
function oggDuration(bytes: Uint8Array, view: DataView): number | undefined {
  const last = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).lastIndexOf('OggS');
  const samples = Number(view.getBigUint64(last + 6, true));
  const head = 27 + (bytes[26] ?? 0);
  if (latin(bytes, head, head + 8) === 'OpusHead') return samples / 48;
  if (latin(bytes, head + 1, head + 7) === 'vorbis')
    return (samples * 1000) / view.getUint32(head + 12, true);
  return undefined;
}

/** Elements of Matroska (RFC 9559) that lead to the time of the last block. */
const SEGMENT = 0x18538067;
const INFO = 0x1549a966;
const CLUSTER = 0x1f43b675;
const BLOCK_GROUP = 0xa0;
const TIMESTAMP_SCALE = 0x2ad7b1;
const CLUSTER_TIMESTAMP = 0xe7;
const SIMPLE_BLOCK = 0xa3;
const BLOCK = 0xa1;
const CONTAINERS = new Set([SEGMENT, INFO, CLUSTER, BLOCK_GROUP]);

function webmDuration(bytes: Uint8Array, view: DataView): number | undefined {
  let scaleNs = 1_000_000;
  let cluster = 0;
  let last: number | undefined;
  const widthAt = (at: number) => Math.clz32(view.getUint8(at)) - 23;
  const uint = (at: number, width: number) => {
    let value = 0;
    for (let i = 0; i < width; i += 1) value = value * 256 + view.getUint8(at + i);
    return value;
  };
  // Recorders write segments and clusters of unknown size: their children are simply read on.
  for (let at = 0; at + 2 <= bytes.length; ) {
    const idWidth = widthAt(at);
    if (idWidth > 4 || at + idWidth >= bytes.length) break;
    const id = uint(at, idWidth);
    const sizeAt = at + idWidth;
    const sizeWidth = widthAt(sizeAt);
    if (sizeWidth > 8 || sizeAt + sizeWidth > bytes.length) break;
    const size = uint(sizeAt, sizeWidth) - 2 ** (7 * sizeWidth);
    const content = sizeAt + sizeWidth;
    if (id === TIMESTAMP_SCALE) scaleNs = uint(content, size);
    if (id === CLUSTER_TIMESTAMP) cluster = uint(content, size);
    if (id === SIMPLE_BLOCK || id === BLOCK) {
      last = cluster + view.getInt16(content + widthAt(content), false);
    }
    at = CONTAINERS.has(id) ? content : content + size;
  }
  return last === undefined ? undefined : (last * scaleNs) / 1_000_000;
}

/** ISO/IEC 14496-12, box `mvhd`. */
function mp4Duration(bytes: Uint8Array, view: DataView): number | undefined {
  const box = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).indexOf('mvhd');
  if (box < 0) return undefined;
  const isLong = view.getUint8(box + 4) === 1;
  const timescale = view.getUint32(box + (isLong ? 24 : 16));
  const duration = isLong ? Number(view.getBigUint64(box + 28)) : view.getUint32(box + 20);
  return timescale > 0 && duration > 0 ? (duration * 1000) / timescale : undefined;
}

/** Bit rates of MPEG-1 and MPEG-2 layer III by their index, in kbit/s (ISO/IEC 11172-3 and 13818-3). */
const MPEG1_RATES = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
const MPEG2_RATES = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];

/** By the bit rate of the first frame: exact where that is constant. */
function mp3Duration(bytes: Uint8Array, view: DataView): number | undefined {
  let at = 0;
  if (latin(bytes, 0, 3) === 'ID3') {
    // The tag's size has seven bits a byte.
    at = 10 + [6, 7, 8, 9].reduce((size, i) => size * 128 + view.getUint8(i), 0);
  }
  if (view.getUint8(at) !== 0xff) return undefined;
  const isMpeg1 = (view.getUint8(at + 1) & 0x18) === 0x18;
  const kbps = (isMpeg1 ? MPEG1_RATES : MPEG2_RATES)[view.getUint8(at + 2) >> 4] ?? 0;
  return kbps > 0 ? ((bytes.length - at) * 8) / kbps : undefined;
}
