package org.drey.streaming.source;

import java.io.Serializable;
import org.drey.event.wire.InvalidRecordException;
import org.jspecify.annotations.Nullable;

/** Reads the bytes of a record. */
interface RecordDecoder<T> {
  /** The record; null bytes are a deletion. */
  T decode(byte @Nullable [] bytes) throws InvalidRecordException;

  /** Makes a decoder where records are read. */
  interface Source<T> extends Serializable {
    RecordDecoder<T> create();
  }
}
