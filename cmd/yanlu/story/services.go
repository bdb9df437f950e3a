package story

// The services that stories may call by name.
import (
	_ "yanlu/proto/gen/yanlu/application/v1" // registers ApplicationService, DraftingService
	_ "yanlu/proto/gen/yanlu/award/v1"       // registers AwardService
	_ "yanlu/proto/gen/yanlu/closure/v1"     // registers ClosureService
	_ "yanlu/proto/gen/yanlu/delivery/v1"    // registers DeliveryService
	_ "yanlu/proto/gen/yanlu/desk/v1"        // registers DeskService
	_ "yanlu/proto/gen/yanlu/funding/v1"     // registers FundingService
	_ "yanlu/proto/gen/yanlu/programme/v1"   // registers ProgrammeService, PackService
	_ "yanlu/proto/gen/yanlu/review/v1"      // registers ReviewService
)
