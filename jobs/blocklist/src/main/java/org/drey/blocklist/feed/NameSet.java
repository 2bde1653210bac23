package org.drey.blocklist.feed;

import it.unimi.dsi.fastutil.HashCommon;
import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;

/**
 * Names that wait until it is known which of them have a wildcard. Holds bytes: a name's length and
 * five more, and 12 to 24 for a wildcard; lets go of them as they are handed on.
 */
final class NameSet {
  private static final int CHUNK = 1 << 18;
  private static final int HEAD = Integer.BYTES + 1;
  private static final long FNV_START = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  /** Takes what was held. */
  interface EntrySink {
    void name(int line, String name, boolean withAllBelow);

    void wildcardAlone(int line);
  }

  private final ArrayDeque<ByteBuffer> chunks = new ArrayDeque<>();

  /** The line of each wildcard by a hash of its name; negative once the name was met. */
  private final Long2IntOpenHashMap wildcards = new Long2IntOpenHashMap();

  /** A canonical name: at most 253 characters of ASCII. */
  void name(int line, String name) {
    byte[] text = name.getBytes(StandardCharsets.US_ASCII);
    ByteBuffer chunk = chunks.peekLast();
    if (chunk == null || chunk.remaining() < HEAD + text.length) {
      chunk = ByteBuffer.allocate(CHUNK);
      chunks.addLast(chunk);
    }
    chunk.putInt(line).put((byte) text.length).put(text);
  }

  /** A wildcard directly below a canonical name. */
  void wildcard(int line, String name) {
    wildcards.putIfAbsent(hash(name), line);
  }

  /** Hands everything on. */
  void drain(EntrySink sink) {
    for (ByteBuffer chunk = chunks.poll(); chunk != null; chunk = chunks.poll()) {
      chunk.flip();
      while (chunk.hasRemaining()) {
        int line = chunk.getInt();
        byte[] text = new byte[chunk.get() & 0xFF];
        chunk.get(text);
        String name = new String(text, StandardCharsets.US_ASCII);
        sink.name(line, name, isBelowListed(name));
      }
    }
    wildcards.values().intStream().filter(line -> line > 0).sorted().forEach(sink::wildcardAlone);
    wildcards.clear();
  }

  private boolean isBelowListed(String name) {
    long hash = hash(name);
    int line = wildcards.get(hash);
    if (line > 0) {
      wildcards.put(hash, -line);
    }
    return line != 0;
  }

  /** FNV-1a and a mix: of ten million names no two are ever expected to share one. */
  private static long hash(String name) {
    long hash = FNV_START;
    for (int i = 0; i < name.length(); i++) {
      hash = (hash ^ name.charAt(i)) * FNV_PRIME;
    }
    return HashCommon.mix(hash);
  }
}
