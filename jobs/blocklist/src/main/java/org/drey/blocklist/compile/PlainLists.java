package org.drey.blocklist.compile;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.drey.base.Sha256Digests;
import org.drey.blocklist.ListEntry;
import org.drey.blocklist.ListVersion;
import org.drey.blocklist.feed.FeedReader;
import org.drey.blocklist.feed.FeedReaders;
import org.drey.blocklist.feed.MalformedLines;
import org.drey.blocklist.index.CompiledList;
import org.drey.blocklist.index.ListCompiler;
import org.drey.blocklist.index.ListIndex;
import org.drey.blocklist.index.ListKey;

/**
 * Lists in their plain form, compiled where they are used: for replay, tests and the demo.
 *
 * <p>The list's id is the file's name without its extension, with a hyphen for what no id has; its
 * version is derived from its fingerprints, so that it reveals nothing to anyone who does not have
 * the list.
 */
public final class PlainLists {
  private PlainLists() {}

  /**
   * Reads a list whose content is its key: who does not have the list cannot invert its entry ids,
   * and they change with every version.
   */
  public static ListIndex read(Path file) throws IOException {
    byte[] content = Files.readAllBytes(file);
    return of(safeId(file), content, ListKey.of(Sha256Digests.sha256(content)));
  }

  /** Reads a list with a separate key, under which an entry keeps its id between versions. */
  public static ListIndex read(Path file, ListKey key) throws IOException {
    return of(safeId(file), Files.readAllBytes(file), key);
  }

  /** Reads a list's content; one malformed line refuses it whole. */
  public static ListIndex of(String listId, byte[] content, ListKey key) throws IOException {
    return ListIndex.of(compile(listId, content, key).inMemory(), key);
  }

  /** Compiles a list's content without any guard; one malformed line refuses it whole. */
  public static CompiledList compile(String listId, byte[] content, ListKey key)
      throws IOException {
    ListCompiler compiler = new ListCompiler(listId, key);
    MalformedLines malformed = new MalformedLines();
    FeedReaders.plain()
        .read(
            new ByteArrayInputStream(content),
            new FeedReader.Entries() {
              @Override
              public void entry(int line, ListEntry entry) {
                compiler.add(entry);
              }

              @Override
              public void problem(int line, String reason) {
                malformed.add(line, reason);
              }
            });
    malformed.refuse(listId);
    return compiler.finish();
  }

  private static String safeId(Path file) {
    String id = listId(file).replaceAll("[^A-Za-z0-9._-]", "-");
    String begin = id.substring(0, Math.min(id.length(), 63));
    return ListVersion.isListId(begin) ? begin : "l" + begin;
  }

  /** The file's name without its extension. */
  public static String listId(Path file) {
    Path fileName = file.getFileName();
    String name = fileName == null ? "" : fileName.toString();
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }
}
