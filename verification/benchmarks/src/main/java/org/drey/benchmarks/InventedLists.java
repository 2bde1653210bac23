package org.drey.benchmarks;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.drey.blocklist.EntryType;
import org.drey.blocklist.ListEntry;
import org.drey.blocklist.ListPolicy;
import org.drey.blocklist.index.CompiledList;
import org.drey.blocklist.index.ListCompiler;
import org.drey.blocklist.index.ListKey;

/** Compiled lists of invented names. */
final class InventedLists {
  static final String ID = "benchmark";
  static final String SECRET = "a key for invented names only";

  private InventedLists() {}

  static ListKey key() {
    return ListKey.of(SECRET.getBytes(StandardCharsets.UTF_8));
  }

  /** Compiles the names from one number up to another, all with what lies below them. */
  static CompiledList compiled(InventedNames names, long from, long to) {
    ListCompiler compiler = new ListCompiler(ID, key());
    for (long n = from; n < to; n++) {
      try {
        compiler.add(
            ListEntry.of(EntryType.DOMAIN, names.listed(n), "", ListPolicy.CHILD_PROTECTION_LIST));
      } catch (ListEntry.EntryProblem e) {
        throw new IllegalStateException("an invented name is no name", e);
      }
    }
    return compiler.finish();
  }

  static Path write(CompiledList list, Path file) throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      list.writeTo(out);
    }
    return file;
  }
}
