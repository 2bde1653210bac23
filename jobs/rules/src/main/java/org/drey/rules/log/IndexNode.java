package org.drey.rules.log;

import java.util.ArrayList;
import java.util.List;
import org.drey.rules.state.ByteReader;
import org.drey.rules.state.ByteWriter;
import org.jspecify.annotations.Nullable;

/** Neighbouring parts of a log, by time. */
final class IndexNode {
  private static final int VERSION = 1;

  final int number;
  final List<PartReference> refs;
  boolean changed;

  IndexNode(int number, List<PartReference> refs) {
    this.number = number;
    this.refs = new ArrayList<>(refs);
  }

  /** Returns how this node is found from the one above it. */
  PartReference ref() {
    long end = Long.MAX_VALUE;
    for (PartReference ref : refs) {
      end = Math.min(end, ref.end());
    }
    return new PartReference(number, refs.get(0).first(), end);
  }

  /** Puts a part in the place of another, null for none. */
  void put(int at, @Nullable PartReference ref) {
    if (ref == null) {
      refs.remove(at);
      changed = true;
    } else if (!ref.equals(refs.set(at, ref))) {
      changed = true;
    }
  }

  /** Returns which part to look in for what is at a time: the last one that may begin so early. */
  int turnTo(long time) {
    int low = 0;
    int high = refs.size() - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (refs.get(middle).first() <= time) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  byte[] encode() {
    ByteWriter out = new ByteWriter().writeByte(VERSION);
    write(refs, out);
    return out.toBytes();
  }

  static IndexNode decode(int number, byte[] bytes) {
    ByteReader in = new ByteReader(bytes);
    in.checkVersion(VERSION);
    return new IndexNode(number, read(in));
  }

  static void write(List<PartReference> refs, ByteWriter out) {
    out.writeLong(refs.size());
    long before = 0;
    for (PartReference ref : refs) {
      out.writeLong(ref.number()).writeSigned(ref.first() - before);
      out.writeSigned(ref.end() - ref.first());
      before = ref.first();
    }
  }

  static List<PartReference> read(ByteReader in) {
    List<PartReference> refs = new ArrayList<>();
    long before = 0;
    for (int i = in.readInt(); i > 0; i--) {
      int number = in.readInt();
      long first = before + in.readSigned();
      refs.add(new PartReference(number, first, first + in.readSigned()));
      before = first;
    }
    return refs;
  }
}
