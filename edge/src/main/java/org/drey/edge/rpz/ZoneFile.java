package org.drey.edge.rpz;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Master;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.TextParseException;

/**
 * Keeps a zone in a file (RFC 1035 master format), for primaries and resolvers that read one. A new
 * version is written beside it, with mode 0640, and moved into place whole; its serial is always
 * newer than that of the file before. What a crash has left beside it is removed at the next look.
 */
public final class ZoneFile implements ZoneTarget {
  private static final String MODE = "rw-r-----";
  private static final Name LOCALHOST = ZoneSettings.origin("localhost");

  /**
   * Seconds: how often servers that missed a message ask again, and for how long without answer.
   */
  private static final long SOA_TTL = 60;

  private static final long REFRESH = 60;
  private static final long RETRY = 10;
  private static final long EXPIRE = 604_800;

  private final Path file;

  /** Always the same, so that one that a crash has left is found. */
  private final Path next;

  private final ZoneSettings zone;
  private final ShrinkLimit limit;
  private final Clock clock;
  private @Nullable ZoneContent known;

  /** Keeps one zone. */
  public ZoneFile(Path file, ZoneSettings zone, ShrinkLimit limit, Clock clock) {
    this.file = file.toAbsolutePath();
    this.next = this.file.resolveSibling("." + file.getFileName() + ".next");
    this.zone = zone;
    this.limit = limit;
    this.clock = clock;
  }

  @Override
  public String place() {
    return "zone file " + file;
  }

  @Override
  public UpdateCount hold(Set<String> names) throws IOException {
    Files.deleteIfExists(next);
    boolean there = Files.exists(file) && Files.size(file) > 0;
    ZoneContent before = !there ? null : known != null ? known : read();
    SOARecord soa = soa(before);
    ZoneChanges changes =
        ZoneChanges.between(
            before == null ? new ZoneContent(soa, Set.of(), Set.of()) : before, names);
    if (before != null) {
      if (changes.isEmpty()) {
        return new UpdateCount(0, 0);
      }
      limit.check(place(), before, changes);
    }
    replace(soa, names);
    known = new ZoneContent(soa, names, Set.of());
    return new UpdateCount(changes.put().size(), changes.remove().size());
  }

  private void replace(SOARecord soa, Set<String> names) throws IOException {
    Set<PosixFilePermission> mode = PosixFilePermissions.fromString(MODE);
    Files.createFile(next, PosixFilePermissions.asFileAttribute(mode));
    try {
      // The process's umask may have taken away more than it should.
      Files.setPosixFilePermissions(next, mode);
      keepGroup();
      write(soa, names);
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(next);
    }
  }

  /** The server reads the file by its group, so the group stays. */
  private void keepGroup() throws IOException {
    if (Files.exists(file)) {
      PosixFileAttributes before = Files.readAttributes(file, PosixFileAttributes.class);
      Files.getFileAttributeView(next, PosixFileAttributeView.class).setGroup(before.group());
    }
  }

  private void write(SOARecord soa, Set<String> names) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(next, StandardCharsets.US_ASCII)) {
      out.write("; Written by Drey and replaced as a whole: changes by hand are lost.\n");
      write(out, soa);
      write(out, new NSRecord(zone.origin(), DClass.IN, SOA_TTL, LOCALHOST));
      for (String name : new TreeSet<>(names)) {
        for (Record record : zone.records(name)) {
          write(out, record);
        }
      }
    }
    try (FileChannel channel = FileChannel.open(next, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  private static void write(BufferedWriter out, Record record) throws IOException {
    out.write(record.toString());
    out.write('\n');
  }

  /** Returns what is in the file; it is not overwritten if that is anything but this zone. */
  private ZoneContent read() throws IOException {
    ZoneContent.Reader reader = new ZoneContent.Reader(zone);
    try (Master master = new Master(file.toString(), zone.origin())) {
      for (Record record = master.nextRecord(); record != null; record = master.nextRecord()) {
        if (!record.getName().subdomain(zone.origin())) {
          throw notOurs();
        }
        reader.add(record);
      }
      return reader.content();
    } catch (TextParseException | IllegalStateException e) {
      throw notOurs(); // the exception holds a line of the file, so it is not passed on
    }
  }

  private IOException notOurs() {
    return new IOException(
        "the file "
            + file
            + " is not this zone. It is not overwritten: give another name, or remove it");
  }

  private SOARecord soa(@Nullable ZoneContent before) {
    long serial =
        before == null
            ? ZoneSerial.first(clock.instant())
            : ZoneSerial.after(before.soa().getSerial(), clock.instant());
    Name admin = ZoneSettings.origin("root.localhost");
    return new SOARecord(
        zone.origin(),
        DClass.IN,
        SOA_TTL,
        LOCALHOST,
        admin,
        serial,
        REFRESH,
        RETRY,
        EXPIRE,
        zone.ttlSeconds());
  }
}
