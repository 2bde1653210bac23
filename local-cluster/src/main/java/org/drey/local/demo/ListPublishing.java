package org.drey.local.demo;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Properties;
import org.drey.blocklist.compile.PlainLists;
import org.drey.blocklist.index.CompiledList;
import org.drey.blocklist.index.ListIndex;
import org.drey.blocklist.index.ListKey;
import org.drey.blocklist.publish.KeyFile;
import org.drey.blocklist.publish.ListStore;
import org.drey.cli.blocklist.ManifestSender;
import org.drey.streaming.lists.ListSettings;

/** Compiles a list, publishes it and announces it, as {@code ./drey blocklist} does. */
public final class ListPublishing {
  private ListPublishing() {}

  /**
   * A list in force.
   *
   * @param settings how the job finds it
   * @param index the list itself
   */
  public record PublishedList(ListSettings settings, ListIndex index) {}

  /** Publishes a plain list under a new key. */
  public static PublishedList publish(Path plainList, Path folder, Properties kafka)
      throws IOException, InterruptedException {
    Path keyFile = folder.resolve("list.key");
    KeyFile.create(keyFile);
    ListKey key = KeyFile.read(keyFile);
    CompiledList compiled =
        PlainLists.compile(PlainLists.listId(plainList), Files.readAllBytes(plainList), key);
    Path file = folder.resolve("compiled.list");
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      compiled.writeTo(out);
    }
    Path lists = folder.resolve("lists");
    new ManifestSender(kafka, "").send(new ListStore(lists, key).publish(file, Instant.now()));
    return new PublishedList(
        ListSettings.announced(lists, kafka, "").withKey(keyFile), ListIndex.open(file, key));
  }
}
