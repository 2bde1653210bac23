package org.drey.edge.rpz;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TSIG;
import org.xbill.DNS.Type;
import org.xbill.DNS.Update;
import org.xbill.DNS.ZoneTransferException;
import org.xbill.DNS.ZoneTransferIn;

/** The server that holds the zone, spoken to over TCP with signed messages (TSIG, RFC 8945). */
public final class PrimaryServer {
  private final InetSocketAddress address;
  private final TSIG key;
  private final Duration timeout;

  /**
   * A server.
   *
   * @param timeout of each message; a server that rebuilds a large zone takes its time
   */
  public PrimaryServer(InetSocketAddress address, TSIG key, Duration timeout) {
    this.address = address;
    this.key = key;
    this.timeout = timeout;
  }

  /** The address, for messages. */
  public String place() {
    return address.getAddress().getHostAddress() + " port " + address.getPort();
  }

  /** The zone's content by a full transfer (AXFR). */
  ZoneContent transfer(ZoneSettings zone) throws IOException {
    ZoneContent.Reader reader = new ZoneContent.Reader(zone);
    transfer(zone.origin(), key, reader::add);
    return reader.content();
  }

  /** The serial in force. */
  long serial(Name origin) throws IOException {
    Message reply = send(Message.newQuery(Record.newRecord(origin, Type.SOA, DClass.IN)), key);
    check(origin, reply);
    for (Record record : reply.getSection(Section.ANSWER)) {
      if (record instanceof SOARecord soa) {
        return soa.getSerial();
      }
    }
    throw new PrimaryException(this, origin, "has no SOA record for it");
  }

  /** Applies an update whole or not at all. */
  void update(Name origin, Update update) throws IOException {
    check(origin, send(update, key));
  }

  /** Returns whether anyone may fetch the zone, and with it the list. */
  boolean givesTransferToAnyone(Name origin) throws IOException {
    try {
      transfer(origin, null, record -> {});
      return true;
    } catch (PrimaryException e) {
      return false;
    }
  }

  /** Returns whether anyone may ask what is in the zone, and so guess the list. */
  boolean answersAnyone(Name origin) throws IOException {
    Message query = Message.newQuery(Record.newRecord(origin, Type.SOA, DClass.IN));
    return send(query, null).getRcode() == Rcode.NOERROR;
  }

  private void transfer(Name origin, @Nullable TSIG with, RecordTaker taker) throws IOException {
    ZoneTransferIn transfer = ZoneTransferIn.newAXFR(origin, address, with);
    transfer.setTimeout(timeout);
    try {
      transfer.run(new Transfer(taker));
    } catch (ZoneTransferException e) {
      // The library's message here is the server's code or a broken rule, never a record.
      throw new PrimaryException(
          this,
          origin,
          "does not let it be transferred ("
              + e.getMessage()
              + "). Does the zone exist, and does its allow-transfer name the key?");
    } catch (IOException e) {
      throw unreachable(origin);
    }
  }

  private Message send(Message message, @Nullable TSIG with) throws IOException {
    SimpleResolver server = new SimpleResolver(address);
    server.setTCP(true);
    server.setTimeout(timeout);
    server.setTSIGKey(with);
    try {
      return server.send(message);
    } catch (IOException e) {
      throw unreachable(Name.root);
    }
  }

  private PrimaryException unreachable(Name origin) {
    return new PrimaryException(this, origin, "does not answer over TCP. Does it run there?");
  }

  private void check(Name origin, Message reply) throws PrimaryException {
    int code = reply.getRcode();
    switch (code) {
      case Rcode.NOERROR -> {
        if (!reply.isVerified()) {
          throw new PrimaryException(this, origin, "sent an answer that its key did not sign");
        }
      }
      case Rcode.NXRRSET, Rcode.YXRRSET -> throw new ZoneChangedException(this, origin);
      case Rcode.REFUSED ->
          throw new PrimaryException(
              this,
              origin,
              "refuses. Does the zone's update-policy grant the key 'zonesub ANY', and does its"
                  + " allow-query name the key?");
      case Rcode.NOTAUTH ->
          throw new PrimaryException(
              this,
              origin,
              "does not know the zone or the key, or has another secret for it, or its clock is"
                  + " more than five minutes off");
      default -> throw new PrimaryException(this, origin, "answers " + Rcode.string(code));
    }
  }

  /** The server did not do what it was asked. */
  static class PrimaryException extends IOException {
    private static final long serialVersionUID = 1L;

    PrimaryException(PrimaryServer primary, Name origin, String reason) {
      super(
          "the primary at "
              + primary.place()
              + (origin.equals(Name.root) ? " " : ", zone " + origin.toString(true) + ", ")
              + reason);
    }
  }

  /** Another client has changed the zone. */
  static final class ZoneChangedException extends PrimaryException {
    private static final long serialVersionUID = 1L;

    ZoneChangedException(PrimaryServer primary, Name origin) {
      super(primary, origin, "says that another client changes the zone: it must be Drey's alone");
    }
  }

  private interface RecordTaker {
    void take(Record record);
  }

  private record Transfer(RecordTaker taker) implements ZoneTransferIn.ZoneTransferHandler {
    @Override
    public void startAXFR() {}

    @Override
    public void startIXFR() {}

    @Override
    public void startIXFRDeletes(Record soa) {}

    @Override
    public void startIXFRAdds(Record soa) {}

    @Override
    public void handleRecord(Record record) {
      taker.take(record);
    }
  }
}
