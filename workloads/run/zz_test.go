package run
import ("testing";"context";"time")
func TestZZ(t *testing.T){
 for range 3 {
 ctx,c:=context.WithCancel(context.Background())
 begun:=make(chan struct{})
 spec,_:=long("process-pool",128).Resolve()
 cmd,_:=(&Host{}).command()
 a:=newAttempt(spec, running(begun))
 a.line,_=dial(cmd)
 go func(){<-begun; time.Sleep(20*time.Millisecond); c()}()
 for !a.ended { select{case <-ctx.Done(): a.fail(stopped()); case h:=<-a.line.heard: a.hear(h)} }
 for range 3 {b:=time.Now(); a.sampler.Hurry(); a.sampler.Tick(); x:=time.Since(b); b=time.Now(); a.sampler.Resident(); t.Log("tick", x, "resident", time.Since(b))}
 b:=time.Now()
 l:=a.line
 l.stdin.Close(); t.Log("grace",l.exitedWithin(50*time.Millisecond), time.Since(b))
 l.tree.kill(); l.exitedWithin(killGrace); t.Log("killed",time.Since(b))
 l.tree.release(); t.Log("released",time.Since(b))
 l.stderr.wait(lastWords); t.Log("stderr",time.Since(b))
 }
}
