package dev.obstat.gateways.aws.sign;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.OptionalLong;

/// What covers the body, and the way to read it so that nothing passes that is not covered.
public sealed interface Payload {

  /// The body as the service shall see it, without chunk framing. Blocks are held back by one: the
  /// last bytes come out only after everything has been verified, so that who forwards them with a
  /// content length has not completed a body that turns out wrong. Reading it throws
  /// [PayloadRefused] then, at once and at every later read.
  ///
  /// @param wire the body as received, without HTTP's own framing
  VerifiedBody open(InputStream wire);

  /// How many bytes [#open] yields, where the head says so itself. Otherwise `content-length`
  /// holds.
  OptionalLong decodedLength();

  /// For bodies held in memory.
  default Whole whole(byte[] wire) {
    try (VerifiedBody body = open(new ByteArrayInputStream(wire))) {
      return new Whole.Intact(body.readAllBytes(), body.trailers());
    } catch (PayloadRefused refused) {
      return new Whole.Broken(refused.refused());
    } catch (IOException impossible) {
      throw new IllegalStateException("memory cannot fail to be read", impossible);
    }
  }

  /// The SHA-256 of the body is signed.
  record Exact(String sha256, Fault.Names names) implements Payload {
    @Override
    public VerifiedBody open(InputStream wire) {
      return new VerifiedBody(wire, new HashedBlocks(wire, sha256, names));
    }

    @Override
    public OptionalLong decodedLength() {
      return OptionalLong.empty();
    }
  }

  /// Nothing but the channel covers the body.
  record Unsigned() implements Payload {
    @Override
    public VerifiedBody open(InputStream wire) {
      return new VerifiedBody(wire, () -> wire.readNBytes(Blocks.SIZE));
    }

    @Override
    public OptionalLong decodedLength() {
      return OptionalLong.empty();
    }
  }

  /// Every chunk is signed, and so is the trailer where there is one.
  ///
  /// @param length of the body without its framing, in bytes
  /// @param trailers the names of the trailers, lower case
  record SignedChunks(long length, List<String> trailers, ChunkSeal seal, Fault.Names names)
      implements Payload {
    public SignedChunks {
      trailers = List.copyOf(trailers);
    }

    @Override
    public VerifiedBody open(InputStream wire) {
      return new VerifiedBody(wire, ChunkBlocks.signed(wire, this));
    }

    @Override
    public OptionalLong decodedLength() {
      return OptionalLong.of(length);
    }
  }

  /// The channel covers the body; the trailer's checksum guards against accidents only.
  ///
  /// @param length of the body without its framing, in bytes
  /// @param trailers the names of the trailers, lower case
  record UnsignedChunks(long length, List<String> trailers, Fault.Names names) implements Payload {
    public UnsignedChunks {
      trailers = List.copyOf(trailers);
    }

    @Override
    public VerifiedBody open(InputStream wire) {
      return new VerifiedBody(wire, ChunkBlocks.unsigned(wire, this));
    }

    @Override
    public OptionalLong decodedLength() {
      return OptionalLong.of(length);
    }
  }
}
