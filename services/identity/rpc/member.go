package rpc

import (
	identityv1 "yanlu/proto/gen/yanlu/identity/v1"
)

// Members serves MemberService over the same people as Server.
type Members struct {
	*Server
	identityv1.UnimplementedMemberServiceServer
}
