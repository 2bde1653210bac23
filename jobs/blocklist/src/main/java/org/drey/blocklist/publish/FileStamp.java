package org.drey.blocklist.publish;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Distinguishes one state of a file from the next, without reading it.
 *
 * @param size in bytes
 * @param modified as the file says, which whoever owns it may set to anything
 * @param fileKey distinguishes one file from another that takes its place; null where there is none
 * @param changed when anything of the file changed, which no one can set; null where there is none
 */
public record FileStamp(
    long size, Instant modified, @Nullable Object fileKey, @Nullable Object changed) {

  /** The state of a file now. */
  public static FileStamp of(Path file) throws IOException {
    boolean isUnix = file.getFileSystem().supportedFileAttributeViews().contains("unix");
    Object changed = isUnix ? Files.getAttribute(file, "unix:ctime") : null;
    BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
    return new FileStamp(now.size(), now.lastModifiedTime().toInstant(), now.fileKey(), changed);
  }
}
