package org.drey.rules.verdict;

import org.drey.rules.compile.Track;
import org.drey.rules.schema.EntityKey;
import org.drey.rules.state.ByteReader;
import org.drey.rules.state.ByteWriter;

/** The track and the entity that an alert is about. */
public record AlertAddress(Track track, EntityKey entity) {
  private static final int VERSION = 1;

  /** As bytes, which are state; they begin with their version. */
  public byte[] toBytes() {
    return new ByteWriter()
        .writeByte(VERSION)
        .writeText(track.name())
        .writeText(entity.tokenDomain())
        .writeSigned(entity.keyVersion())
        .writeText(entity.kind())
        .writeText(entity.token())
        .toBytes();
  }

  /** Reads one. */
  public static AlertAddress of(byte[] bytes) {
    ByteReader in = new ByteReader(bytes).checkVersion(VERSION);
    Track track = Track.valueOf(in.readText());
    return new AlertAddress(
        track, new EntityKey(in.readText(), (int) in.readSigned(), in.readText(), in.readText()));
  }
}
