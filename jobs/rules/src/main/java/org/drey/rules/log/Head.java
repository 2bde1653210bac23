package org.drey.rules.log;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.drey.rules.event.EntityKey;
import org.jspecify.annotations.Nullable;

/** What every step of an entity reads: the newest observations, and where all else is. */
final class Head {
  private static final int VERSION = 1;

  /** When the entity is to be looked at, {@link Long#MAX_VALUE} for never. */
  long timer = Long.MAX_VALUE;

  /** The time of the newest observation that the index has had. */
  long newestIndexed = Long.MIN_VALUE;

  int height;
  int next;
  List<Ref> root = List.of();
  Chunk tail = new Chunk(-1, List.of());

  /** By rule. */
  final Map<Long, List<Unsettled>> unsettled = new LinkedHashMap<>();

  /** By the number of kept counts which observations they are of. */
  final Map<Long, Edge> edges = new LinkedHashMap<>();

  /** Counts that are small enough to be here. */
  final Map<Long, byte[]> counts = new LinkedHashMap<>();

  static Head decode(EntityKey entity, byte @Nullable [] bytes) {
    Head head = new Head();
    if (bytes == null) {
      return head;
    }
    ByteReader in = new ByteReader(bytes);
    ChunkCodec.checkVersion(in.readByte(), VERSION);
    head.timer = in.readFixed();
    head.height = in.readInt();
    if (head.height > 0) {
      head.newestIndexed = in.readFixed();
      head.next = in.readInt();
      head.root = Node.read(in);
    }
    for (int i = in.readInt(); i > 0; i--) {
      long rule = in.readFixed();
      List<Unsettled> spans = new ArrayList<>();
      for (int n = in.readInt(); n > 0; n--) {
        spans.add(new Unsettled(in.readSigned(), in.readSigned(), in.readSigned()));
      }
      head.unsettled.put(rule, spans);
    }
    for (int i = in.readInt(); i > 0; i--) {
      head.edges.put(in.readFixed(), new Edge(in.readFixed(), in.readFixed(), in.readFixed()));
    }
    for (int i = in.readInt(); i > 0; i--) {
      head.counts.put(in.readFixed(), in.readBytes());
    }
    head.tail = new Chunk(-1, ChunkCodec.decode(entity, in.readBytes()));
    return head;
  }

  byte[] encode(EntityKey entity) {
    ByteWriter out = new ByteWriter().writeByte(VERSION).writeFixed(timer).writeLong(height);
    if (height > 0) {
      out.writeFixed(newestIndexed).writeLong(next);
      Node.write(root, out);
    }
    out.writeLong(unsettled.size());
    unsettled.forEach(
        (rule, spans) -> {
          out.writeFixed(rule).writeLong(spans.size());
          for (Unsettled span : spans) {
            out.writeSigned(span.from()).writeSigned(span.to()).writeSigned(span.due());
          }
        });
    out.writeLong(edges.size());
    edges.forEach(
        (view, edge) ->
            out.writeFixed(view)
                .writeFixed(edge.after())
                .writeFixed(edge.until())
                .writeFixed(edge.first()));
    out.writeLong(counts.size());
    counts.forEach((view, count) -> out.writeFixed(view).writeBytes(count));
    return out.writeBytes(ChunkCodec.encode(entity, tail.observations)).toBytes();
  }
}
