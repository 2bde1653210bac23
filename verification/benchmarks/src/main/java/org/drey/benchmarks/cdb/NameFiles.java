package org.drey.benchmarks.cdb;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.drey.benchmarks.names.InventedNames;

/** Invented names in the forms in which other programs read them. */
final class NameFiles {
  private NameFiles() {}

  /** A constant database whose keys are names as DNS sends them. */
  static Path database(InventedNames names, long entries, Path folder) throws Exception {
    Path input = folder.resolve("names.txt");
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(input))) {
      for (long n = 0; n < entries; n++) {
        byte[] key = wire(names.listed(n));
        out.write(ascii("+" + key.length + ",1:"));
        out.write(key);
        out.write(ascii("->1\n"));
      }
      out.write('\n');
    }
    Path database = folder.resolve("names.cdb");
    CdbPrograms.makeDatabase(input, database);
    return database;
  }

  /** Returns what dnsperf reads: a name and a type a line. */
  static Path queries(String[] asked, Path file) throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      for (String name : asked) {
        out.write(ascii(name + " A\n"));
      }
    }
    return file;
  }

  /** Each label after its length, and the root, whose length is 0. */
  static byte[] wire(String name) {
    byte[] wire = ascii("." + name + ".");
    int before = 0;
    for (int at = 1; at < wire.length; at++) {
      if (wire[at] == '.') {
        wire[before] = (byte) (at - before - 1);
        before = at;
      }
    }
    wire[before] = 0;
    return wire;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
