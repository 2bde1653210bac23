package org.drey.local.e2e;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Looks for the entries of a plain list where none may be. */
final class Leaks {
  private final List<String> entries = new ArrayList<>();

  /** Each entry as its host, and as what is left of a URL without the scheme. */
  Leaks(String plainList) {
    for (String line : plainList.lines().toList()) {
      String text = line.replaceFirst("#.*", "").strip();
      if (!text.isEmpty()) {
        String bare = text.replaceFirst("^(=|https?://)", "").replaceFirst("/\\*$", "");
        entries.add(bare);
        entries.add(bare.replaceFirst("/.*", ""));
      }
    }
  }

  /** The files below a folder that hold an entry, in UTF-8 or UTF-16; the folder's names only. */
  List<String> in(Path folder) throws IOException {
    List<String> leaks = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (isIn(Files.readAllBytes(file))) {
          leaks.add(folder.relativize(file).toString());
        }
      }
    }
    return leaks;
  }

  /** Whether some bytes hold an entry. */
  boolean isIn(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
    // Without its zeros, UTF-16 of ASCII reads as ASCII.
    String narrow = text.replace("\0", "");
    return entries.stream().anyMatch(entry -> text.contains(entry) || narrow.contains(entry));
  }
}
