package org.drey.rules.log;

import java.util.ArrayList;
import java.util.List;

/** Neighbouring parts of a log, by time. */
final class Node {
  private static final int VERSION = 1;

  final int number;
  final List<Ref> refs;
  boolean changed;

  Node(int number, List<Ref> refs) {
    this.number = number;
    this.refs = new ArrayList<>(refs);
  }

  /** How this node is found from the one above it. */
  Ref ref() {
    int size = 0;
    long end = Long.MAX_VALUE;
    for (Ref ref : refs) {
      size += ref.size();
      end = Math.min(end, ref.end());
    }
    return new Ref(number, refs.get(0).first(), size, end);
  }

  int size() {
    int size = 0;
    for (Ref ref : refs) {
      size += ref.size();
    }
    return size;
  }

  byte[] encode() {
    ByteWriter out = new ByteWriter().writeByte(VERSION);
    write(refs, out);
    return out.toBytes();
  }

  static Node decode(int number, byte[] bytes) {
    ByteReader in = new ByteReader(bytes);
    ChunkCodec.checkVersion(in.readByte(), VERSION);
    return new Node(number, read(in));
  }

  static void write(List<Ref> refs, ByteWriter out) {
    out.writeLong(refs.size());
    long before = 0;
    for (Ref ref : refs) {
      out.writeLong(ref.number()).writeSigned(ref.first() - before).writeLong(ref.size());
      out.writeSigned(ref.end() - ref.first());
      before = ref.first();
    }
  }

  static List<Ref> read(ByteReader in) {
    List<Ref> refs = new ArrayList<>();
    long before = 0;
    for (int i = in.readInt(); i > 0; i--) {
      int number = in.readInt();
      long first = before + in.readSigned();
      refs.add(new Ref(number, first, in.readInt(), first + in.readSigned()));
      before = first;
    }
    return refs;
  }
}
