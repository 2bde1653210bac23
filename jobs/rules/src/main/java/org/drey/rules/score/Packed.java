package org.drey.rules.score;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

/** Numbers and texts in as few bytes as they need. */
final class Packed {
  private static final HexFormat HEX = HexFormat.of();
  private static final Pattern DIGITS = Pattern.compile("[0-9a-f]{32}");
  private static final Pattern PARTED =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  private static final int ID_BYTES = 16;
  private static final int TEXT = 0;
  private static final int HEX_ID = 1;
  private static final int UUID_ID = 2;

  private Packed() {}

  /** A number; one that is near 0 takes one byte. */
  static void writeLong(long value, DataOutputStream out) throws IOException {
    long left = (value << 1) ^ (value >> 63); // the sign goes last, so that -1 is small too
    while ((left & ~0x7FL) != 0) {
      out.writeByte((int) (left & 0x7F) | 0x80);
      left >>>= 7;
    }
    out.writeByte((int) left);
  }

  static long readLong(DataInputStream in) throws IOException {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      int next = in.readUnsignedByte();
      value |= (long) (next & 0x7F) << shift;
      if (next < 0x80) {
        return (value >>> 1) ^ -(value & 1);
      }
    }
    throw new IOException("a number is too long");
  }

  static int readInt(DataInputStream in) throws IOException {
    return Math.toIntExact(readLong(in));
  }

  /** A text that is mostly a hash in hex digits or a UUID. */
  static void writeId(String id, DataOutputStream out) throws IOException {
    if (DIGITS.matcher(id).matches()) {
      out.writeByte(HEX_ID);
      out.write(HEX.parseHex(id));
    } else if (PARTED.matcher(id).matches()) {
      UUID uuid = UUID.fromString(id);
      out.writeByte(UUID_ID);
      out.writeLong(uuid.getMostSignificantBits());
      out.writeLong(uuid.getLeastSignificantBits());
    } else {
      out.writeByte(TEXT);
      writeText(id, out);
    }
  }

  static String readId(DataInputStream in) throws IOException {
    int form = in.readUnsignedByte();
    return switch (form) {
      case HEX_ID -> HEX.formatHex(readBytes(ID_BYTES, in));
      case UUID_ID -> new UUID(in.readLong(), in.readLong()).toString();
      case TEXT -> readText(in);
      default -> throw new IOException("an id has a form that is not known: " + form);
    };
  }

  static void writeTexts(List<String> texts, DataOutputStream out) throws IOException {
    writeLong(texts.size(), out);
    for (String text : texts) {
      writeText(text, out);
    }
  }

  static List<String> readTexts(DataInputStream in) throws IOException {
    List<String> texts = new ArrayList<>();
    for (int i = readInt(in); i > 0; i--) {
      texts.add(readText(in));
    }
    return texts;
  }

  static void writeText(String text, DataOutputStream out) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    writeLong(bytes.length, out);
    out.write(bytes);
  }

  static String readText(DataInputStream in) throws IOException {
    return new String(readBytes(readInt(in), in), StandardCharsets.UTF_8);
  }

  /** So many bytes, all of which have to be there. */
  static byte[] readBytes(int count, DataInputStream in) throws IOException {
    byte[] bytes = new byte[count];
    in.readFully(bytes);
    return bytes;
  }
}
