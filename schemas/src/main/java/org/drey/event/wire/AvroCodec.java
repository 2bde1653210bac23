package org.drey.event.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecordBase;
import org.drey.event.TopicNames;
import org.jspecify.annotations.Nullable;

/**
 * Records of one class as Avro single objects: marker, fingerprint of the writer's schema, body.
 *
 * <p>Reads what any released schema of the topic wrote, and gives it in the current one. What
 * {@link #decode} returns has passed {@link DomainCheck}. An instance belongs to one thread and is
 * not serializable: an operator makes its own when it opens.
 */
public final class AvroCodec<T extends SpecificRecordBase> {
  private static final byte[] MARKER = {(byte) 0xC3, 0x01};
  private static final int HEADER_BYTES = MARKER.length + Long.BYTES;

  /** Read once for each class, as they never change; threads share them. */
  private static final ClassValue<ReleasedSchemas> RELEASED =
      new ClassValue<>() {
        @Override
        protected ReleasedSchemas computeValue(Class<?> type) {
          return ReleasedSchemas.of(TopicNames.topicOf(type.asSubclass(SpecificRecordBase.class)));
        }
      };

  private final SpecificData model;
  private final Schema current;
  private final long currentFingerprint;
  private final ReleasedSchemas released;
  private final byte[] header;
  private final DatumWriter<T> writer;
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(written, null);
  private final DatumReader<T> currentReader;
  private final Map<Long, DatumReader<T>> olderReaders = new HashMap<>();
  private final DomainCheck domain;
  private final BoundedDecoder body = new BoundedDecoder();

  AvroCodec(Class<T> type, ReleasedSchemas released) {
    this.model = RecordModel.of(type);
    this.current = RecordModel.schema(type);
    this.currentFingerprint = ReleasedSchemas.fingerprint(current);
    this.released = released;
    this.header = headerOf(currentFingerprint);
    this.writer = newWriter();
    this.currentReader = newReader(current);
    this.domain = DomainCheck.of(current);
  }

  /** A codec for the records of one class, which some topic must carry. */
  public static <T extends SpecificRecordBase> AvroCodec<T> of(Class<T> type) {
    return new AvroCodec<>(type, RELEASED.get(type));
  }

  /** The record as a single object, written with the current schema. */
  public byte[] encode(T datum) {
    written.reset();
    written.writeBytes(header);
    try {
      writeBody(datum);
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot fail to take bytes", e);
    }
    return written.toByteArray();
  }

  /** Through a buffer, which Avro's own message encoder does without: a lock for each field. */
  private void writeBody(T datum) throws IOException {
    try {
      writer.write(datum, encoder);
    } finally {
      encoder.flush(); // what is left of a datum that cannot be written must not begin the next
    }
  }

  /** The record in a single object; null, as Kafka gives a deletion, is malformed. */
  public T decode(byte @Nullable [] message) throws InvalidRecordException {
    if (message == null) {
      throw malformed("no value");
    }
    RecordLimits.checkSize(message.length);
    if (message.length < HEADER_BYTES || message[0] != MARKER[0] || message[1] != MARKER[1]) {
      throw malformed("no header of an Avro single object");
    }
    DatumReader<T> reader = reader(fingerprintIn(message));
    T datum = readBody(reader, message);
    boolean isWhole = reader == currentReader; // of an older schema some values are defaults
    if (isWhole && body.isSmall(domain.small())) {
      domain.checkSmall(datum);
    } else {
      domain.check(datum);
    }
    return datum;
  }

  private T readBody(DatumReader<T> reader, byte[] message) throws InvalidRecordException {
    T datum;
    try {
      body.reset(message, HEADER_BYTES);
      datum = reader.read(null, body);
    } catch (IOException | RuntimeException e) {
      // The cause may quote the payload, so it ends here.
      throw malformed("the body does not fit its schema");
    }
    if (!body.isAtEnd()) {
      throw malformed("bytes after the body");
    }
    return datum;
  }

  private DatumReader<T> reader(long fingerprint) throws InvalidRecordException {
    if (fingerprint == currentFingerprint) {
      return currentReader;
    }
    DatumReader<T> reader = olderReaders.get(fingerprint);
    if (reader != null) {
      return reader;
    }
    Schema writer = released.findByFingerprint(fingerprint);
    if (writer == null) {
      throw new InvalidRecordException(
          RejectReason.UNKNOWN_SCHEMA, null, "fingerprint " + ReleasedSchemas.hex(fingerprint));
    }
    reader = newReader(writer);
    olderReaders.put(fingerprint, reader);
    return reader;
  }

  @SuppressWarnings(
      "unchecked") // The current schema is that of T, so the model makes instances of T.
  private DatumReader<T> newReader(Schema writer) {
    return (DatumReader<T>) model.createDatumReader(writer, current);
  }

  @SuppressWarnings("unchecked") // As for the reader.
  private DatumWriter<T> newWriter() {
    return (DatumWriter<T>) model.createDatumWriter(current);
  }

  /** Returns what each record starts with that is written with the schema of a fingerprint. */
  static byte[] headerOf(long fingerprint) {
    return ByteBuffer.allocate(HEADER_BYTES)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(MARKER)
        .putLong(fingerprint)
        .array();
  }

  private static long fingerprintIn(byte[] message) {
    long fingerprint = 0;
    for (int i = HEADER_BYTES - 1; i >= MARKER.length; i--) {
      fingerprint = (fingerprint << 8) | (message[i] & 0xff);
    }
    return fingerprint;
  }

  private static InvalidRecordException malformed(String expectation) {
    return new InvalidRecordException(RejectReason.MALFORMED, null, expectation);
  }
}
