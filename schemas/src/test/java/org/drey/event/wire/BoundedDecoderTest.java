package org.drey.event.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.drey.event.wire.BoundedDecoder.BrokenBody;
import org.junit.jupiter.api.Test;

final class BoundedDecoderTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
  private final BoundedDecoder decoder = new BoundedDecoder();

  @Test
  void readsWhatAvroWrites() throws IOException {
    Random random = new Random(1);
    for (int round = 0; round < 10_000; round++) {
      long number = random.nextLong() >> random.nextInt(64);
      out.reset();
      encoder.writeLong(number);
      encoder.writeInt((int) number);
      encoder.writeDouble(number / 3.0);
      encoder.writeFloat(number / 3.0f);
      encoder.writeString("é" + number);
      encoder.writeBoolean(number > 0);
      start();
      assertEquals(number, decoder.readLong());
      assertEquals((int) number, decoder.readInt());
      assertEquals(number / 3.0, decoder.readDouble());
      assertEquals(number / 3.0f, decoder.readFloat());
      assertEquals("é" + number, decoder.readString());
      assertEquals(number > 0, decoder.readBoolean());
      assertTrue(decoder.isAtEnd());
    }
  }

  @Test
  void readsTheLimitsOfNumbers() throws IOException {
    encoder.writeLong(Long.MIN_VALUE);
    encoder.writeLong(Long.MAX_VALUE);
    encoder.writeInt(Integer.MIN_VALUE);
    encoder.writeInt(Integer.MAX_VALUE);
    encoder.writeLong(Integer.MAX_VALUE + 1L);
    start();
    assertEquals(Long.MIN_VALUE, decoder.readLong());
    assertEquals(Long.MAX_VALUE, decoder.readLong());
    assertEquals(Integer.MIN_VALUE, decoder.readInt());
    assertEquals(Integer.MAX_VALUE, decoder.readInt());
    assertThrows(BrokenBody.class, decoder::readInt);
  }

  @Test
  void refusesANumberOfTooManyBytes() {
    for (int i = 0; i < 9; i++) {
      out.write(0xff);
    }
    out.write(2);
    start();
    assertThrows(BrokenBody.class, decoder::readLong);
  }

  @Test
  void skipsBlocksOfAnnouncedLength() throws IOException {
    encoder.writeLong(-2);
    encoder.writeLong(4);
    encoder.writeString("a");
    encoder.writeString("b");
    encoder.writeLong(0);
    start();
    assertEquals(0, decoder.skipArray());
    assertTrue(decoder.isAtEnd());
    start();
    assertEquals(2, decoder.readArrayStart());
    assertEquals("a", decoder.readString());
  }

  @Test
  void refusesABooleanThatIsNone() {
    out.write(2);
    start();
    assertThrows(BrokenBody.class, decoder::readBoolean);
  }

  @Test
  void aTextIsSmallUpToABoundUnlessItIsEmpty() throws IOException {
    encoder.writeString("é".repeat(64));
    encoder.writeString("a".repeat(129));
    encoder.writeString("");
    start();
    decoder.readString();
    assertEquals(List.of(true, false), List.of(decoder.isSmall(128), decoder.isSmall(127)));
    decoder.readString();
    assertEquals(List.of(true, false), List.of(decoder.isSmall(129), decoder.isSmall(128)));
    decoder.readString();
    assertFalse(decoder.isSmall(Integer.MAX_VALUE));
    start();
    assertTrue(decoder.isSmall(0));
  }

  @Test
  void listsAreSmallIfAllTheirBlocksTogetherAre() throws IOException {
    for (int block = 0; block < 2; block++) {
      encoder.writeLong(block == 0 ? 2 : -2);
      if (block > 0) {
        encoder.writeLong(4);
      }
      encoder.writeString("a");
      encoder.writeString("b");
    }
    encoder.writeLong(0);
    start();
    assertEquals(2, decoder.readArrayStart());
    decoder.readString();
    decoder.readString();
    assertTrue(decoder.isSmall(2));
    assertEquals(2, decoder.arrayNext());
    assertEquals(List.of(true, false), List.of(decoder.isSmall(4), decoder.isSmall(3)));
  }

  private void start() {
    decoder.reset(out.toByteArray(), 0);
  }
}
