package org.drey.edge.icap;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.drey.blocklist.EntryType;
import org.drey.blocklist.ListEntry;
import org.drey.blocklist.ListPolicy;
import org.drey.blocklist.index.ListCompiler;
import org.drey.blocklist.index.ListKey;
import org.drey.blocklist.publish.ListStore;
import org.drey.blocklist.publish.PublishedManifest;

/** Compiled lists of one name each, whole and damaged. */
final class Lists {
  static final ListKey KEY = key("a key for tests, no secret");
  static final ListKey OTHER_KEY = key("another key, no secret");

  private Lists() {}

  private static ListKey key(String text) {
    return ListKey.of(text.getBytes(StandardCharsets.UTF_8));
  }

  static Path compiled(Path folder, String listId, String name) throws Exception {
    return compiled(folder, listId, name, KEY);
  }

  static Path compiled(Path folder, String listId, String name, ListKey key) throws Exception {
    ListCompiler compiler = new ListCompiler(listId, key);
    compiler.add(ListEntry.of(EntryType.DOMAIN, name, "", ListPolicy.CHILD_PROTECTION_LIST));
    Path file = folder.resolve(name);
    try (OutputStream out = Files.newOutputStream(file)) {
      compiler.finish().writeTo(out);
    }
    return file;
  }

  static void damage(ListStore store, PublishedManifest published) throws IOException {
    damage(store.folderOf(published.listId()).resolve(published.base().file()));
  }

  /** As another file in its place: the one before may be mapped. */
  static void damage(Path file) throws IOException {
    byte[] content = Files.readAllBytes(file);
    content[content.length / 2]++;
    Files.delete(file);
    Files.write(file, content);
  }
}
