package org.drey.collect.iso20022;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A file with messages, or a folder of such files. */
public final class MessageFiles {
  private MessageFiles() {}

  /**
   * Reads all, in the order of their names, but statuses and returns first: they are few, and so
   * wait for payments, however many those are.
   */
  public static void read(Path from, MessageIntake intake)
      throws IOException, InterruptedException {
    List<Path> later = new ArrayList<>();
    for (Path file : files(from)) {
      if (isOfPayments(file)) {
        later.add(file);
      } else {
        readFile(file, intake);
      }
    }
    for (Path file : later) {
      readFile(file, intake);
    }
  }

  /** Returns the file, or the files of the folder in the order of their names. */
  public static List<Path> files(Path from) throws IOException {
    if (!Files.isDirectory(from)) {
      return List.of(from);
    }
    try (Stream<Path> files = Files.list(from)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !file.getFileName().toString().startsWith("."))
          .sorted()
          .toList();
    }
  }

  private static boolean isOfPayments(Path file) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      MessageKind kind = MessageParser.firstKind(in);
      return kind != MessageKind.STATUS && kind != MessageKind.RETURN;
    }
  }

  private static void readFile(Path file, MessageIntake intake)
      throws IOException, InterruptedException {
    try (InputStream in = Files.newInputStream(file)) {
      intake.read(in, String.valueOf(file.getFileName()));
    }
  }
}
